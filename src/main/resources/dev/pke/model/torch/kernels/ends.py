# The two ends of the decoder: embedding and unembedding.

# ids (batch, seq) int64, positions (batch, seq) int64 -> (batch, seq, hidden)
def embed(self, ids: Tensor, positions: Tensor, w: Dict[str, Tensor]) -> Tensor:
  x = torch.embedding(w["embed"], torch.to(ids, ops.prim.device(w["embed"])))
  if torch.__contains__(w, "positions"):
    x = x + torch.embedding(w["positions"], torch.to(positions, ops.prim.device(x)))
  if torch.ne(self.embed_rounded, 1.0):
    # Gemma rounds the factor to the model's dtype first.
    factor = torch.to(torch.full([1], self.embed_rounded, device=ops.prim.device(x)), ops.prim.dtype(x))
    x = x * factor
  if torch.ne(self.embed_scale, 1.0):
    x = x * self.embed_scale
  return x

def last_norm(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return self.norm(torch.to(x, ops.prim.device(w["norm"])), w, "norm")

# x (tokens, hidden), the residual before the final norm -> logits (tokens, vocab) f32
def logits(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return self.unembed(self.last_norm(x, w), w)

# x normed
def unembed(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  y = torch.to(self.linear(torch.to(x, ops.prim.device(w["head"])), w, "head"), self.f32)
  if torch.ne(self.logit_divisor, 1.0):
    y = y / self.logit_divisor
  if torch.gt(self.logit_cap, 0.0):
    y = torch.tanh(y / self.logit_cap) * self.logit_cap
  return y

# x (batch, seq, hidden), flat positions (n) int64 in 0 .. batch * seq - 1 -> (n, hidden)
def pick(self, x: Tensor, at: Tensor) -> Tensor:
  return torch.index_select(torch.flatten(x, 0, 1), 0, torch.to(at, ops.prim.device(x)))
