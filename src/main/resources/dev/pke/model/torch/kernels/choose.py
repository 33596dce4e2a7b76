# The next token. logits (sequences, vocab) f32 -> (sequences) int64

# Tokens at flat positions made less likely: positive logits divided, negative ones multiplied
def less_likely(self, logits: Tensor, at: Tensor, penalty: float) -> Tensor:
  i = torch.to(at, ops.prim.device(logits))
  y = torch.take(logits, i)
  y = torch.where(torch.lt(y, 0), y * penalty, y / penalty)
  return torch.put_(torch.clone(logits), i, y)

# Tokens at flat positions that may not follow
def banned(self, logits: Tensor, at: Tensor) -> Tensor:
  i = torch.to(at, ops.prim.device(logits))
  y = torch.full_like(torch.take(logits, i), -1e38)
  return torch.put_(torch.clone(logits), i, y)

def likeliest(self, logits: Tensor) -> Tensor:
  return torch.to(torch.argmax(logits, -1), torch.device("cpu"))

# Keeps the top_k likeliest (0: all), of them the fewest whose probabilities reach top_p, and takes
# the one at which the running sum of the rest passes the draw. draws: one in [0, 1) a sequence
def draw(self, logits: Tensor, draws: List[float], temperature: float, top_k: int, top_p: float) -> Tensor:
  p, order = torch.sort(torch.softmax(torch.to(logits, self.f64) / temperature, -1), -1, True)
  before = torch.cumsum(p, -1) - p
  keep = torch.lt(before, top_p)
  if torch.gt(top_k, 0):
    rank = torch.arange(torch.size(p, 1), device=ops.prim.device(p))
    keep = torch.__and__(keep, torch.lt(rank, top_k))
  p = torch.masked_fill(p, torch.logical_not(keep), 0.0)
  u = torch.unsqueeze(torch.tensor(draws, dtype=self.f64, device=ops.prim.device(p)), 1)
  passed = torch.le(torch.cumsum(p, -1), u * torch.sum(p, [-1], True))
  at = torch.sum(torch.to(passed, self.i64), [-1], True)
  last = torch.sum(torch.to(keep, self.i64), [-1], True) - 1
  return torch.to(torch.flatten(torch.gather(order, 1, torch.minimum(at, last))), torch.device("cpu"))

# An empty cache of values beside a block's weights
def room(self, shape: List[int], beside: Tensor) -> Tensor:
  return torch.zeros(shape, dtype=ops.prim.dtype(beside), device=ops.prim.device(beside))

# The same of keys: in f32 on a CPU, since scores are, and a query would have to widen them all
def key_room(self, shape: List[int], beside: Tensor) -> Tensor:
  if ops.prim.is_cuda(beside):
    return self.room(shape, beside)
  return torch.zeros(shape, dtype=self.f32, device=ops.prim.device(beside))

# A cache with more room behind what it holds
def longer(self, x: Tensor, empty: Tensor) -> Tensor:
  return torch.cat([x, empty], 2)

def select_rows(self, x: Tensor, rows: Tensor) -> Tensor:
  return torch.index_select(x, 0, torch.to(rows, ops.prim.device(x)))
