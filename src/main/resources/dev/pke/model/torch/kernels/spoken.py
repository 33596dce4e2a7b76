# What directions of the residual stream say.

# columns (n, hidden) -> for each the weights and the tokens of the `count` it makes likelier most,
# then of those it makes unlikelier most, (n, count) each: columns through the final norm's weight
# (for LayerNorm centred; no statistics, which a bare direction has none of) and the unembedding
def spoken(self, columns: Tensor, w: Dict[str, Tensor], count: int) -> List[Tensor]:
  x = torch.to(columns, self.f32)
  g = torch.to(w["norm"], self.f32)
  if self.norm_kind == "layer":
    x = x - torch.mean(x, [-1], True)
  if self.norm_kind == "rms1":
    g = g + 1.0
  head = w["head"]
  said = torch.to(torch.matmul(torch.to(x * g, ops.prim.dtype(head)), torch.t(head)), self.f32)
  said = said * (self.residual_scale / self.logit_divisor)
  most = torch.narrow(torch.argsort(said, stable=True, dim=-1, descending=True), 1, 0, count)
  least = torch.narrow(torch.argsort(said, stable=True, dim=-1, descending=False), 1, 0, count)
  return [torch.gather(said, 1, most), most, torch.gather(said, 1, least), least]
