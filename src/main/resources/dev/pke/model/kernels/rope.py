# Rotary positions (Su et al., 2104.09864), in the half-rotated layout of Hugging Face.

# positions (batch, seq) int64, inverse (head / 2) f32 -> [cos, sin], each (batch, 1, seq, head)
def rope(self, positions: Tensor, inverse: Tensor, kind: int) -> List[Tensor]:
  angle = torch.unsqueeze(torch.to(positions, 6), -1) * inverse
  angle = torch.unsqueeze(torch.cat([angle, angle], -1), 1)
  return [torch.to(torch.cos(angle), kind), torch.to(torch.sin(angle), kind)]

# x (batch, heads, seq, head)
def rotate(self, x: Tensor, rope: List[Tensor]) -> Tensor:
  half = torch.floordiv(self.head, 2)
  turned = torch.cat([-torch.narrow(x, -1, half, half), torch.narrow(x, -1, 0, half)], -1)
  return x * rope[0] + turned * rope[1]
