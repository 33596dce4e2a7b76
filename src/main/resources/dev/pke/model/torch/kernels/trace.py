# Factors of the gradient of a down_proj: a (tokens, intermediate), g (tokens, hidden).

# Detached, (batch * seq, width) each
def flat(self, arrays: List[Tensor]) -> List[Tensor]:
  out = annotate(List[Tensor], [])
  for i in range(torch.len(arrays)):
    torch.append(out, torch.flatten(torch.detach(arrays[i]), 0, 1))
  return out

# The gradient of a: g W in f32
def through(self, g: Tensor, weight: Tensor) -> Tensor:
  return torch.matmul(torch.to(g, self.f32), torch.to(weight, self.f32))

# The norm of every column of g' a without forming it: sqrt(a_i' (g g') a_i)
def column_norms(self, a: Tensor, g: Tensor) -> Tensor:
  x = torch.to(a, self.f32)
  y = torch.to(g, self.f32)
  squares = torch.sum(x * torch.matmul(torch.matmul(y, torch.t(y)), x), [0])
  return torch.sqrt(torch.clamp(squares, min=0.0))
