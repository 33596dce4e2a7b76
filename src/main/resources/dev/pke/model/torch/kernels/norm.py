# Norms. Statistics in f32 whatever the model's dtype, as Hugging Face computes them.

# x (..., hidden), w (hidden). OLMo 2 has no norm before attention and MLP
def norm(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  if torch.__not__(torch.__contains__(w, name)):
    return x
  if self.norm_kind == "layer":
    return torch.layer_norm(x, [self.hidden], w[name], w[name + ".bias"], self.norm_eps)
  return self.rms_norm(x, w[name])

# Llama: w * x / rms(x). Gemma stores w - 1 and multiplies before it casts back; OLMo 2 does the latter.
def rms_norm(self, x: Tensor, w: Tensor) -> Tensor:
  h = torch.to(x, self.f32)
  h = h * torch.rsqrt(torch.mean(h * h, [-1], True) + self.norm_eps)
  if self.norm_kind == "rms1":
    return torch.to(h * (torch.to(w, self.f32) + 1.0), ops.prim.dtype(x))
  if self.norm_kind == "rms_late":
    return torch.to(torch.to(w, self.f32) * h, ops.prim.dtype(x))
  return w * torch.to(h, ops.prim.dtype(x))
