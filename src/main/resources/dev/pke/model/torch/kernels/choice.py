# The direction in the residual stream that moves a choice between two next tokens.

# h (1, hidden), the residual before the final norm, whose statistics are held fixed -> (1, hidden):
# g * (U[unwanted] - U[wanted]) / rms(h); for LayerNorm by its deviation, and centred.
def choice(self, h: Tensor, w: Dict[str, Tensor], unwanted: int, wanted: int) -> Tensor:
  head = w["head"]
  u = torch.to(torch.select(head, 0, unwanted), self.f32) - torch.to(torch.select(head, 0, wanted), self.f32)
  g = torch.to(w["norm"], self.f32)
  x = torch.to(h, self.f32)
  if self.norm_kind == "layer":
    x = x - torch.mean(x, [-1], True)
  if self.norm_kind == "rms1":
    g = g + 1.0
  v = u * g * torch.rsqrt(torch.mean(x * x, [-1], True) + self.norm_eps)
  if self.norm_kind == "layer":
    v = v - torch.mean(v, [-1], True)
  return v * (self.residual_scale / self.logit_divisor)
