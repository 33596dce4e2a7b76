# Losses over scored positions. logits (n, vocab) f32, labels (n) int64.

# mean -log p(label)
def nll(self, logits: Tensor, labels: Tensor) -> Tensor:
  return torch.nll_loss(torch.log_softmax(logits, -1), torch.to(labels, ops.prim.device(logits)))

# -log p(label) of every position -> (n)
def token_nll(self, logits: Tensor, labels: Tensor) -> Tensor:
  there = torch.to(labels, ops.prim.device(logits))
  return torch.nll_loss(torch.log_softmax(logits, -1), there, reduction=0)

# d loss / d leaf for every leaf; zeros where the loss does not depend on it
def gradients(self, loss: Tensor, leaves: List[Tensor]) -> List[Tensor]:
  return self.filled(torch.grad([loss], leaves, None, False, False, True), leaves)

def filled(self, found: List[Optional[Tensor]], leaves: List[Tensor]) -> List[Tensor]:
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
  total = torch.zeros([], dtype=self.f64)
  for i in range(torch.len(arrays)):
    n = torch.to(torch.linalg_vector_norm(arrays[i]), self.f64)
    total = total + torch.to(n * n, torch.device("cpu"))
  return torch.sqrt(total)
