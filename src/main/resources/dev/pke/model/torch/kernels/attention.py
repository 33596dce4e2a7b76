# Attention with grouped heads, optional norms of q and k, sliding windows and soft caps.

# What to add to the scores: 0 where query t sees key s, `later` where s > t, else `hidden`.
# keys (batch, keys) int64, 1 where real; the queries are `seq` of them from `first` on.
# window = 0: all earlier keys; window = n: keys s > t - n. -> (batch, 1, seq, keys)
def mask(self, keys: Tensor, first: int, seq: int, window: int, hidden: float, later: float, kind: int) -> Tensor:
  total = torch.size(keys, 1)
  s = torch.arange(total, device=ops.prim.device(keys))
  t = torch.unsqueeze(torch.narrow(s, 0, first, seq), 1)
  sees = torch.le(s, t)
  if torch.gt(window, 0):
    sees = torch.__and__(sees, torch.gt(s, t - window))
  sees = torch.__and__(torch.unsqueeze(torch.unsqueeze(torch.ne(keys, 0), 1), 1), sees)
  full = torch.zeros_like(sees, dtype=kind)
  full = torch.masked_fill(full, torch.logical_not(sees), hidden)
  return torch.masked_fill(full, torch.gt(s, t), later)

# Whether w's `name` is packed, and for as many rows as x has
def packs(self, x: Tensor, w: Dict[str, Tensor], name: str) -> bool:
  if torch.__contains__(w, name + ".packed"):
    rows = torch.floordiv(torch.numel(x), torch.size(x, -1))
    return torch.le(rows, torch.size(w[name + ".sizes"], 1))
  return False

# Without a gradient where the weight is packed; one that stands in for the model's own may be f32
def linear(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  if self.packs(x, w, name):
    return self.product(x, w, name)
  bias = annotate(Optional[Tensor], None)
  if torch.__contains__(w, name + ".bias"):
    bias = torch.to(w[name + ".bias"], ops.prim.dtype(x))
  return torch.linear(x, torch.to(w[name], ops.prim.dtype(x)), bias)

# Whether w has `name`, in a way for x
def has(self, x: Tensor, w: Dict[str, Tensor], name: str) -> bool:
  return torch.__or__(torch.__contains__(w, name), self.packs(x, w, name))

# q, k and v side by side. x (..., hidden), normed -> (..., (heads + 2 * kv_heads) * head)
def projected(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  if self.has(x, w, "qkv"):
    return self.linear(x, w, "qkv")
  return torch.cat([self.linear(x, w, "q"), self.linear(x, w, "k"), self.linear(x, w, "v")], -1)

# Whether there are norms of queries and keys, one for each head
def norms_heads(self, w: Dict[str, Tensor]) -> bool:
  if torch.__contains__(w, "q.norm"):
    return torch.eq(torch.size(w["q.norm"], 0), self.head)
  return False

# The same of all heads at once, as in OLMo 2. qkv (batch, seq, (heads + 2 * kv_heads) * head)
def wide_norm(self, qkv: Tensor, w: Dict[str, Tensor]) -> Tensor:
  if self.norms_heads(w):
    return qkv
  query = self.heads * self.head
  key = self.kv_heads * self.head
  q = self.rms_norm(torch.narrow(qkv, -1, 0, query), w["q.norm"])
  k = self.rms_norm(torch.narrow(qkv, -1, query, key), w["k.norm"])
  return torch.cat([q, k, torch.narrow(qkv, -1, query + key, key)], -1)

# What o reads. qkv (batch, seq, (heads + 2 * kv_heads) * head). rope: [cos, sin] or empty. bias: []
# means causal over exactly these tokens, else [(batch, 1, seq, keys)]. cache: [] or [k, v], each
# (batch, kv, room, head), filled in place from position `at`. spots: [] or [(n) flat positions],
# the only ones wanted. -> (batch, seq, heads * head), or (n, heads * head) at the spots
def attended(self, qkv: Tensor, w: Dict[str, Tensor], rope: List[Tensor], bias: List[Tensor], cache: List[Tensor], at: int, spots: List[Tensor]) -> Tensor:
  seq = torch.size(qkv, 1)
  if torch.__contains__(w, "q.norm"):
    qkv = self.wide_norm(qkv, w)
  shape = [torch.size(qkv, 0), seq, self.heads + 2 * self.kv_heads, self.head]
  all = torch.transpose(torch.view(qkv, shape), 1, 2)
  qk = torch.narrow(all, 1, 0, self.heads + self.kv_heads)
  v = torch.narrow(all, 1, self.heads + self.kv_heads, self.kv_heads)
  if self.norms_heads(w):
    q = self.rms_norm(torch.narrow(qk, 1, 0, self.heads), w["q.norm"])
    qk = torch.cat([q, self.rms_norm(torch.narrow(qk, 1, self.heads, self.kv_heads), w["k.norm"])], 1)
  if torch.gt(torch.len(rope), 0):
    qk = self.rotate(qk, rope)
  q = torch.narrow(qk, 1, 0, self.heads)
  k = torch.narrow(qk, 1, self.heads, self.kv_heads)
  if torch.__contains__(w, "scores"):
    q = torch.to(torch.to(q, self.f32) * torch.to(w["scores"], ops.prim.device(q)), ops.prim.dtype(q))
  if torch.gt(torch.len(cache), 0):
    torch.copy_(torch.narrow(cache[0], 2, at, seq), k)
    torch.copy_(torch.narrow(cache[1], 2, at, seq), v)
    # At first what is new is all there is; then each token looks at the whole room.
    if torch.gt(at, 0):
      k = cache[0]
      v = cache[1]
  y = self.mix(q, k, v, bias)
  y = torch.reshape(torch.transpose(y, 1, 2), [torch.size(qkv, 0), seq, self.heads * self.head])
  if torch.gt(torch.len(spots), 0):
    y = self.pick(y, spots[0])
  return y

# x (batch, seq, hidden), normed -> (batch, seq, hidden), or (n, hidden) at the spots
def attention(self, x: Tensor, w: Dict[str, Tensor], rope: List[Tensor], bias: List[Tensor], cache: List[Tensor], at: int, spots: List[Tensor]) -> Tensor:
  return self.linear(self.attended(self.projected(x, w), w, rope, bias, cache, at, spots), w, "o")

# softmax(q k' * scale + bias) v. q (batch, heads, seq, head), k and v (batch, kv, keys, head)
def mix(self, q: Tensor, k: Tensor, v: Tensor, bias: List[Tensor]) -> Tensor:
  group = torch.floordiv(self.heads, self.kv_heads)
  # On a CPU the fused kernel is slower than its parts for a single query, whose heads of a group
  # stand below each other like tokens.
  single = torch.__and__(torch.eq(torch.size(q, 2), 1), torch.__not__(ops.prim.is_cuda(q)))
  if single:
    shape = [torch.size(q, 0), self.kv_heads, group, self.head]
    y = self.mix_parts(torch.reshape(q, shape), k, v, bias)
    return torch.reshape(y, [torch.size(q, 0), self.heads, 1, self.head])
  if torch.gt(group, 1):
    k = torch.repeat_interleave(k, group, 1)
    v = torch.repeat_interleave(v, group, 1)
  if torch.gt(self.score_cap, 0.0):
    return self.mix_parts(q, k, v, bias)
  if torch.eq(torch.len(bias), 0):
    return torch.scaled_dot_product_attention(q, k, v, None, 0.0, True, scale=self.scale)
  own = torch.to(bias[0], ops.prim.dtype(q))
  return torch.scaled_dot_product_attention(q, k, v, own, 0.0, False, scale=self.scale)

# The same by plain products, with a soft cap where there is one. Scores in f32 whatever the dtype, as
# the fused kernel has them: rounded to bf16 they move answers, and in f16 they overflow.
def mix_parts(self, q: Tensor, k: Tensor, v: Tensor, bias: List[Tensor]) -> Tensor:
  score = torch.matmul(torch.to(q, self.f32), torch.transpose(torch.to(k, self.f32), 2, 3)) * self.scale
  if torch.gt(self.score_cap, 0.0):
    score = torch.tanh(score / self.score_cap) * self.score_cap
  if torch.gt(torch.len(bias), 0):
    score = score + bias[0]
  return torch.matmul(torch.to(torch.softmax(score, -1), ops.prim.dtype(v)), v)
