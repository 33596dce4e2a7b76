# Losses over the vocabulary at n states h (n, hidden), each after the final norm, with the
# unembedding a constant: value and gradient at h without a graph, `chunk` rows of the unembedding
# at a time. w: the ends; fast: the ends, packed. What was normalised once is a list: in one chunk
# [log p (n, vocab)], in several [max, log sum exp(y - max), y of the label], each (n, 1).

# Logits y of rows start .. start + length of the unembedding -> (n, length) f32
def some_logits(self, h: Tensor, w: Dict[str, Tensor], fast: Dict[str, Tensor], start: int, length: int) -> Tensor:
  head = w["head"]
  x = torch.to(torch.detach(h), ops.prim.device(head))
  if torch.eq(length, torch.size(head, 0)):
    y = self.linear(x, fast, "head")
  else:
    y = torch.linear(x, torch.narrow(head, 0, start, length), None)
  y = torch.to(y, self.f32)
  if torch.ne(self.logit_divisor, 1.0):
    y = y / self.logit_divisor
  if torch.gt(self.logit_cap, 0.0):
    y = torch.tanh(y / self.logit_cap) * self.logit_cap
  return y

# Columns of the labels within a chunk, and which labels lie in it, (n, 1) each
def places(self, labels: Tensor, like: Tensor, start: int, length: int) -> List[Tensor]:
  at = torch.unsqueeze(torch.to(labels, ops.prim.device(like)), 1) - start
  inside = torch.__and__(torch.ge(at, 0), torch.lt(at, length))
  return [torch.clamp(at, 0, length - 1), inside]

def normalise(self, h: Tensor, w: Dict[str, Tensor], fast: Dict[str, Tensor], labels: Tensor, chunk: int) -> List[Tensor]:
  vocab = torch.size(w["head"], 0)
  if torch.le(vocab, chunk):
    return [torch.log_softmax(self.some_logits(h, w, fast, 0, vocab), -1)]
  size = [torch.size(h, 0), 1]
  device = ops.prim.device(w["head"])
  highest = torch.full(size, -1e30, dtype=self.f32, device=device)
  total = torch.zeros(size, dtype=self.f32, device=device)
  chosen = torch.zeros(size, dtype=self.f32, device=device)
  for i in range(torch.floordiv(vocab + chunk - 1, chunk)):
    length = ops.prim.min(chunk, vocab - i * chunk)
    y = self.some_logits(h, w, fast, i * chunk, length)
    higher = torch.maximum(highest, torch.amax(y, [-1], True))
    more = torch.sum(torch.exp(y - higher), [-1], True)
    total = total * torch.exp(highest - higher) + more
    highest = higher
    where = self.places(labels, y, i * chunk, length)
    chosen = torch.where(where[1], torch.gather(y, 1, where[0]), chosen)
  return [highest, torch.log(total), chosen]

def log_p(self, h: Tensor, w: Dict[str, Tensor], fast: Dict[str, Tensor], normal: List[Tensor], start: int, length: int) -> Tensor:
  if torch.eq(torch.len(normal), 1):
    return normal[0]
  return self.some_logits(h, w, fast, start, length) - normal[0] - normal[1]

# -log p(label) -> (n)
def label_nll(self, normal: List[Tensor], labels: Tensor) -> Tensor:
  if torch.eq(torch.len(normal), 1):
    at = torch.unsqueeze(torch.to(labels, ops.prim.device(normal[0])), 1)
    return torch.neg(torch.squeeze(torch.gather(normal[0], 1, at), 1))
  return torch.squeeze(normal[0] + normal[1] - normal[2], 1)

# The gradient at h of a loss whose gradient at y is g (n, length) -> (n, hidden) f32
def through_head(self, g: Tensor, h: Tensor, w: Dict[str, Tensor], fast: Dict[str, Tensor], start: int, length: int) -> Tensor:
  if torch.gt(self.logit_cap, 0.0):
    y = self.some_logits(h, w, fast, start, length) / self.logit_cap
    g = g * (1.0 - y * y)
  if torch.ne(self.logit_divisor, 1.0):
    g = g / self.logit_divisor
  head = w["head"]
  g = torch.to(g, ops.prim.dtype(head))
  if torch.eq(length, torch.size(head, 0)):
    return torch.to(self.back(g, fast, "head"), self.f32)
  return torch.to(torch.matmul(g, torch.narrow(head, 0, start, length)), self.f32)

# A loss of the n label NLLs -> [value], and with pull = 1 its gradient at h times weight
def likelihood(self, h: Tensor, w: Dict[str, Tensor], fast: Dict[str, Tensor], labels: Tensor, loss: str, chunk: int, pull: int, weight: float) -> List[Tensor]:
  normal = self.normalise(h, w, fast, labels, chunk)
  nll = self.begin(self.label_nll(normal, labels))
  value = torch.mean(nll)
  if loss == "unlikelihood":
    value = self.unlikelihood(nll)
  if torch.eq(pull, 0):
    return [torch.detach(value)]
  slopes = self.between([value], [nll], [torch.full_like(value, weight)])[0]
  found = self.likelihood_gradient(torch.detach(h), w, fast, normal, labels, slopes, chunk)
  return [torch.detach(value), found]

# The gradient at h of a loss whose gradient at the n label NLLs is `slopes` -> like h
def likelihood_gradient(self, h: Tensor, w: Dict[str, Tensor], fast: Dict[str, Tensor], normal: List[Tensor], labels: Tensor, slopes: Tensor, chunk: int) -> Tensor:
  vocab = torch.size(w["head"], 0)
  slope = torch.unsqueeze(slopes, 1)
  found = torch.zeros([torch.size(h, 0), torch.size(h, 1)], dtype=self.f32, device=ops.prim.device(slopes))
  for i in range(torch.floordiv(vocab + chunk - 1, chunk)):
    length = ops.prim.min(chunk, vocab - i * chunk)
    g = torch.exp(self.log_p(h, w, fast, normal, i * chunk, length))
    where = self.places(labels, g, i * chunk, length)
    torch.scatter_add_(g, 1, where[0], torch.neg(torch.to(where[1], self.f32)))
    found = found + self.through_head(g, h, w, fast, i * chunk, length)
  return torch.to(torch.to(found * slope, ops.prim.device(h)), ops.prim.dtype(h))

# mean over states of KL(before || now) -> [value], and with pull = 1 its gradient at h times weight
def divergence(self, h0: Tensor, normal0: List[Tensor], h: Tensor, normal: List[Tensor], w: Dict[str, Tensor], fast: Dict[str, Tensor], chunk: int, pull: int, weight: float) -> List[Tensor]:
  vocab = torch.size(w["head"], 0)
  n = torch.size(h, 0)
  device = ops.prim.device(normal[0])
  apart = torch.zeros([n], dtype=self.f32, device=device)
  found = torch.zeros([n, torch.size(h, 1)], dtype=self.f32, device=device)
  for i in range(torch.floordiv(vocab + chunk - 1, chunk)):
    length = ops.prim.min(chunk, vocab - i * chunk)
    r = self.log_p(h0, w, fast, normal0, i * chunk, length)
    l = self.log_p(h, w, fast, normal, i * chunk, length)
    p = torch.exp(r)
    # Row by row p . (r - l)
    each = torch.bmm(torch.unsqueeze(p, 1), torch.unsqueeze(r - l, 2))
    apart = apart + torch.flatten(each)
    if torch.eq(pull, 1):
      g = torch.div(torch.exp(l) - p, n)
      found = found + self.through_head(g, h, w, fast, i * chunk, length)
  value = torch.mean(apart)
  if torch.eq(pull, 1):
    found = torch.to(found * weight, ops.prim.device(h))
    return [value, torch.to(found, ops.prim.dtype(h))]
  return [value]

# mean -log max(1 - p, 1e-6) of labels whose -log p is nll (n)
def unlikelihood(self, nll: Tensor) -> Tensor:
  p = torch.exp(torch.neg(nll))
  return torch.neg(torch.mean(torch.log(torch.clamp(1.0 - p, min=0.000001))))
