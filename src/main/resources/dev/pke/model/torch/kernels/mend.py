# MEND's network (Mitchell et al. 2022, 2110.11309, equation 3): it turns the factors of a gradient into
# those of a change. u (tokens, intermediate) is what down_proj read, d (tokens, hidden) the gradient at what
# it wrote.

# Rows of tokens at which neither factor is all zeros, f32
def telling(self, u: Tensor, d: Tensor) -> List[Tensor]:
  x = torch.to(u, self.f32)
  y = torch.to(d, self.f32)
  both = torch.mul(torch.any(torch.ne(x, 0), 1), torch.any(torch.ne(y, 0), 1))
  at = torch.flatten(torch.nonzero(both))
  return [torch.index_select(x, 0, at), torch.index_select(y, 0, at)]

# The slope of max(x, 0) is 1 at 0, or a network that begins as the identity would never learn
def above_0(self, x: Tensor) -> Tensor:
  return torch.clamp(x, min=0.0)

# moments (2, w): mean and deviation of [u, d]. net: [V1 (r, w), U1 (w, r), b (1, w), V2, U2], which all
# blocks share. own (4, w): scales and offsets, the block's own. step (1, 1): its learning rate
# -> -step * sum over tokens of d~ u~', columns `at` alone, (hidden, columns)
def mend(self, factors: List[Tensor], moments: Tensor, net: List[Tensor], own: Tensor, step: Tensor, at: Tensor) -> Tensor:
  raw = torch.cat(factors, -1)
  z = (raw - torch.narrow(moments, 0, 0, 1)) / torch.narrow(moments, 0, 1, 1)
  s = torch.split(own, 1, 0)
  h = z + self.above_0(s[0] * (torch.matmul(torch.matmul(z, torch.t(net[0])), torch.t(net[1])) + net[2]) + s[1])
  g = h + self.above_0(s[2] * torch.matmul(torch.matmul(h, torch.t(net[3])), torch.t(net[4])) + s[3])
  width = torch.size(factors[0], 1)
  read = torch.index_select(torch.narrow(g, -1, 0, width), 1, at)
  wrote = torch.narrow(g, -1, width, torch.size(factors[1], 1))
  return -step * torch.matmul(torch.t(wrote), read)
