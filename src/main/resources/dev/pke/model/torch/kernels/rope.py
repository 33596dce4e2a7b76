# Rotary positions (Su et al., 2104.09864), in the half-rotated layout of Hugging Face.

# positions (batch, seq) int64, inverse (width / 2) f32 -> [cos, sin] times a factor, each
# (batch, 1, seq, width), the first half of sin negated
def rope(self, positions: Tensor, inverse: Tensor, factor: float, kind: int) -> List[Tensor]:
  angle = torch.unsqueeze(torch.to(positions, self.f32), -1) * inverse
  sin = torch.sin(angle)
  cos = torch.cos(torch.cat([angle, angle], -1))
  sin = torch.cat([torch.neg(sin), sin], -1)
  if torch.ne(factor, 1.0):
    cos = cos * factor
    sin = sin * factor
  return [torch.to(torch.unsqueeze(cos, 1), kind), torch.to(torch.unsqueeze(sin, 1), kind)]

# x (batch, heads, seq, head), of which the first `width` numbers turn: all but in Phi
def rotate(self, x: Tensor, rope: List[Tensor]) -> Tensor:
  width = torch.size(rope[0], -1)
  if torch.lt(width, self.head):
    first = torch.narrow(x, -1, 0, width)
    turned = torch.roll(first, [torch.floordiv(width, 2)], [-1])
    rest = torch.narrow(x, -1, width, self.head - width)
    return torch.cat([torch.addcmul(first * rope[0], turned, rope[1]), rest], -1)
  turned = torch.roll(x, [torch.floordiv(self.head, 2)], [-1])
  return torch.addcmul(x * rope[0], turned, rope[1])
