# Losses over scored positions. logits (n, vocab) f32, labels (n) int64.

# mean -log p(label)
def nll(self, logits: Tensor, labels: Tensor) -> Tensor:
  return torch.nll_loss(torch.log_softmax(logits, -1), torch.to(labels, ops.prim.device(logits)))

# -log p(label) of every position -> (n)
def token_nll(self, logits: Tensor, labels: Tensor) -> Tensor:
  there = torch.to(labels, ops.prim.device(logits))
  return torch.nll_loss(torch.log_softmax(logits, -1), there, reduction=0)

# mean -log max(1 - p(label), 1e-6)
def unlikelihood(self, logits: Tensor, labels: Tensor) -> Tensor:
  p = torch.exp(torch.neg(self.token_nll(logits, labels)))
  return torch.neg(torch.mean(torch.log(torch.clamp(1.0 - p, min=0.000001))))

# mean over positions of KL(p_reference || p); the gradient flows through `logits`
def kl(self, reference: Tensor, logits: Tensor) -> Tensor:
  r = torch.log_softmax(reference, -1)
  d = torch.exp(r) * (r - torch.log_softmax(logits, -1))
  return torch.mean(torch.sum(d, [-1]))

# w[0] * terms[0] + w[1] * terms[1] + ...
def weighted(self, terms: List[Tensor], weights: List[float]) -> Tensor:
  total = terms[0] * weights[0]
  for i in range(1, torch.len(terms)):
    total = total + terms[i] * weights[i]
  return total

# d loss / d leaf for every leaf; zeros where the loss does not depend on it
def gradients(self, loss: Tensor, leaves: List[Tensor]) -> List[Tensor]:
  found = torch.grad([loss], leaves, None, False, False, True)
  out = annotate(List[Tensor], [])
  for i in range(torch.len(leaves)):
    g = found[i]
    if torch.__is__(g, None):
      torch.append(out, torch.zeros_like(leaves[i]))
    else:
      torch.append(out, unchecked_cast(Tensor, g))
  return out

# sqrt(sum of squares) over all arrays, f64
def norm_of(self, arrays: List[Tensor]) -> Tensor:
  total = torch.zeros([], dtype=7)
  for i in range(torch.len(arrays)):
    n = torch.to(torch.linalg_vector_norm(arrays[i]), 7)
    total = total + torch.to(n * n, torch.device("cpu"))
  return torch.sqrt(total)
