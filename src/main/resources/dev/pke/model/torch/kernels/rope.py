# Rotary positions (Su et al., 2104.09864), in the half-rotated layout of Hugging Face.

# positions (batch, seq) int64, inverse (head / 2) f32 -> [cos, sin], each (batch, 1, seq, head), the
# first half of sin negated
def rope(self, positions: Tensor, inverse: Tensor, kind: int) -> List[Tensor]:
  angle = torch.unsqueeze(torch.to(positions, self.f32), -1) * inverse
  sin = torch.sin(angle)
  cos = torch.cos(torch.cat([angle, angle], -1))
  sin = torch.cat([torch.neg(sin), sin], -1)
  return [torch.to(torch.unsqueeze(cos, 1), kind), torch.to(torch.unsqueeze(sin, 1), kind)]

# x (batch, heads, seq, head)
def rotate(self, x: Tensor, rope: List[Tensor]) -> Tensor:
  turned = torch.roll(x, [torch.floordiv(self.head, 2)], [-1])
  return torch.addcmul(x * rope[0], turned, rope[1])
