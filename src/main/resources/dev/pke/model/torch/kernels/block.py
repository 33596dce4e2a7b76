# One decoder block in two halves, met at down_proj: methods look at and change what lies between.
# A block computes where its weights lie; what comes in is moved there, which is free at home.

def here(self, arrays: List[Tensor], w: Tensor) -> List[Tensor]:
  out = annotate(List[Tensor], [])
  for i in range(torch.len(arrays)):
    torch.append(out, torch.to(arrays[i], ops.prim.device(w)))
  return out

# x (batch, seq, hidden) -> [h, a]: the residual after attention (batch, seq, hidden) and the
# input of down_proj (batch, seq, intermediate); with spots (n, hidden) and (n, intermediate)
def until_down(self, x: Tensor, w: Dict[str, Tensor], rope: List[Tensor], bias: List[Tensor], cache: List[Tensor], at: int, spots: List[Tensor]) -> List[Tensor]:
  home = w["v"]
  x = torch.to(x, ops.prim.device(home))
  y = self.attention(self.norm(x, w, "norm1"), w, self.here(rope, home), self.here(bias, home), cache, at, spots)
  h = self.after_attention(x, y, w, spots)
  return [h, self.neurons(self.norm(h, w, "norm2"), w)]

# y: o's output -> the residual after attention
def after_attention(self, x: Tensor, y: Tensor, w: Dict[str, Tensor], spots: List[Tensor]) -> Tensor:
  if torch.__contains__(w, "norm1.post"):
    y = self.norm(y, w, "norm1.post")
  if torch.gt(torch.len(spots), 0):
    x = self.pick(x, spots[0])
  return x + self.weighed(y)

# What a half of a block adds: all of it, but in Granite
def weighed(self, y: Tensor) -> Tensor:
  if torch.ne(self.residual_scale, 1.0):
    return y * self.residual_scale
  return y

# d: down_proj's output -> the residual after the block
def after_down(self, h: Tensor, d: Tensor, w: Dict[str, Tensor]) -> Tensor:
  if torch.__contains__(w, "norm2.post"):
    d = self.norm(d, w, "norm2.post")
  return h + self.weighed(d)

# down_proj: a (..., intermediate) -> (..., hidden)
def down(self, a: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return self.linear(a, w, "down")

# down's output with columns `at` of W become `values`: d + a[at] (values - W[at])'.
# a (..., intermediate), change: [W (hidden, intermediate), values (hidden, k) f32, at (k) int64]
def down_changed(self, a: Tensor, d: Tensor, change: List[Tensor]) -> Tensor:
  i = torch.to(change[2], ops.prim.device(change[0]))
  moved = change[1] - torch.to(torch.index_select(change[0], 1, i), self.f32)
  return d + torch.to(torch.linear(torch.to(torch.index_select(a, -1, i), self.f32), moved), ops.prim.dtype(a))

def block(self, x: Tensor, w: Dict[str, Tensor], rope: List[Tensor], bias: List[Tensor], cache: List[Tensor], at: int) -> Tensor:
  spots = annotate(List[Tensor], [])
  parts = self.until_down(x, w, rope, bias, cache, at, spots)
  return self.after_down(parts[0], self.down(parts[1], w), w)

# The tokens of several batches below each other: (batch, seq, hidden) each -> (tokens, hidden)
def beside(self, xs: List[Tensor]) -> Tensor:
  flat = annotate(List[Tensor], [])
  for i in range(torch.len(xs)):
    torch.append(flat, torch.flatten(xs[i], 0, 1))
  return self.joined(flat)

# One batch of them, whose tokens begin at row `at` -> (batch, seq, width)
def apart(self, x: Tensor, at: int, batch: int, seq: int) -> Tensor:
  return torch.view(torch.narrow(x, 0, at, batch * seq), [batch, seq, torch.size(x, 1)])

# One block over several batches below each other, which share its products. shapes: batch and seq of
# each; rope: cos and sin of each, or none; bias: those of the batches whose `masked` is 1
def block_beside(self, x: Tensor, w: Dict[str, Tensor], shapes: List[int], rope: List[Tensor], bias: List[Tensor], masked: List[int]) -> Tensor:
  none = annotate(List[Tensor], [])
  home = w["v"]
  x = torch.to(x, ops.prim.device(home))
  qkv = self.projected(self.norm(x, w, "norm1"), w)
  rope = self.here(rope, home)
  bias = self.here(bias, home)
  seen = annotate(List[Tensor], [])
  at = 0
  b = 0
  for i in range(torch.len(masked)):
    r = annotate(List[Tensor], [])
    if torch.gt(torch.len(rope), 0):
      r = [rope[2 * i], rope[2 * i + 1]]
    m = annotate(List[Tensor], [])
    if torch.eq(masked[i], 1):
      m = [bias[b]]
      b = b + 1
    own = self.apart(qkv, at, shapes[2 * i], shapes[2 * i + 1])
    torch.append(seen, self.attended(own, w, r, m, none, 0, none))
    at = at + shapes[2 * i] * shapes[2 * i + 1]
  h = self.after_attention(x, self.linear(self.beside(seen), w, "o"), w, none)
  return self.after_down(h, self.down(self.neurons(self.norm(h, w, "norm2"), w), w), w)
