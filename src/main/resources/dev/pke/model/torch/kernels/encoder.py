# RoBERTa (1907.11692): every token sees every other; norms after each half.

# ids, places (batch, seq) int64 -> (batch, seq, hidden)
def encoder_embed(self, ids: Tensor, places: Tensor, w: Dict[str, Tensor]) -> Tensor:
  x = torch.embedding(w["words"], ids) + torch.select(w["types"], 0, 0)
  return self.norm(x + torch.embedding(w["places"], places), w, "norm")

# keys (batch, seq), 1 where real -> (batch, 1, 1, seq)
def key_mask(self, keys: Tensor, like: Tensor) -> Tensor:
  hidden = torch.unsqueeze(torch.unsqueeze(torch.eq(keys, 0), 1), 1)
  full = torch.zeros_like(hidden, dtype=ops.prim.dtype(like))
  return torch.masked_fill(full, hidden, -1e30)

def encoder_block(self, x: Tensor, w: Dict[str, Tensor], bias: List[Tensor]) -> Tensor:
  none = annotate(List[Tensor], [])
  x = self.norm(x + self.attention(x, w, none, bias, none, 0, none), w, "norm1")
  return self.norm(x + self.down(self.neurons(x, w), w), w, "norm2")

# The first token's state through a dense layer with tanh -> (batch, labels)
def classify(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  first = torch.tanh(self.linear(torch.select(x, 1, 0), w, "dense"))
  return torch.to(self.linear(first, w, "out"), self.f32)
