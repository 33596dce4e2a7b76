# One block whose weights are constants, so that a gradient needs each product only once more, the
# other way round: autograd takes what lies between the products.

# x as the beginning of a graph
def begin(self, x: Tensor) -> Tensor:
  return torch.requires_grad_(torch.detach(x), True)

# As until_down and after_down. change: [] or [W (hidden, intermediate), values (hidden, k) f32, at (k)
# int64], columns of W replaced -> what each stretch between products begins and ends with
def taped(self, x: Tensor, w: Dict[str, Tensor], rope: List[Tensor], bias: List[Tensor], spots: List[Tensor], change: List[Tensor]) -> List[Tensor]:
  home = w["v"]
  x = self.begin(x)
  y = torch.to(x, ops.prim.device(home))
  n1 = self.norm(y, w, "norm1")
  qkv = self.begin(self.projected(torch.detach(n1), w))
  m = self.attended(qkv, w, self.here(rope, home), self.here(bias, home), annotate(List[Tensor], []), 0, spots)
  o = self.begin(self.linear(torch.detach(m), w, "o"))
  h = self.after_attention(y, o, w, spots)
  n2 = self.norm(h, w, "norm2")
  u = self.begin(self.lifted(torch.detach(n2), w))
  a = self.fired(u, w)
  d = self.begin(self.down(torch.detach(a), w))
  written = d
  if torch.gt(torch.len(change), 0):
    written = self.down_changed(a, d, change)
  out = self.after_down(h, written, w)
  return [out, x, n1, qkv, m, o, h, n2, u, a, d]

# The gradients of `at` where those of what was made of them are g
def between(self, made: List[Tensor], at: List[Tensor], g: List[Tensor]) -> List[Tensor]:
  given = annotate(List[Optional[Tensor]], [])
  for i in range(torch.len(g)):
    torch.append(given, g[i])
  return self.filled(torch.grad(made, at, given, False, False, True), at)

# g: the gradient of the block's output -> [of h, of down_proj's output], and with a change also
# [of the neurons by way of it, of its values]
def back_to_down(self, g: Tensor, t: List[Tensor], change: List[Tensor]) -> List[Tensor]:
  at = [t[6], t[10]]
  if torch.gt(torch.len(change), 0):
    at = [t[6], t[10], t[9], change[1]]
  return self.between([t[0]], at, [g])

# g: what back_to_down returned -> the gradient of the block's input
def back_to_start(self, g: List[Tensor], t: List[Tensor], w: Dict[str, Tensor]) -> Tensor:
  ga = self.back(g[1], w, "down")
  if torch.gt(torch.len(g), 2):
    ga = ga + g[2]
  gu = self.between([t[9]], [t[8]], [ga])[0]
  names = ["up"]
  if torch.__contains__(w, "gate"):
    names = ["gate", "up"]
  gn = self.back_all(gu, w, "gateup", names)
  g2 = self.between([t[6], t[7]], [t[1], t[5]], [g[0], gn])
  gm = self.back(g2[1], w, "o")
  gq = self.between([t[4]], [t[3]], [gm])[0]
  gn = self.back_all(gq, w, "qkv", ["q", "k", "v"])
  return g2[0] + self.between([t[2]], [t[1]], [gn])[0]

# The gradient of x where that of x w' is g
def back(self, g: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  if self.has(g, w, name + ".back"):
    return self.linear(g, w, name + ".back")
  return torch.matmul(g, w[name])

# The same of products that stand side by side
def back_all(self, g: Tensor, w: Dict[str, Tensor], name: str, names: List[str]) -> Tensor:
  if self.has(g, w, name + ".back"):
    return self.back(g, w, name)
  at = 0
  found = annotate(List[Tensor], [])
  for i in range(torch.len(names)):
    width = torch.size(w[names[i]], 0)
    torch.append(found, self.back(torch.narrow(g, -1, at, width), w, names[i]))
    at = at + width
  total = found[0]
  for i in range(1, torch.len(found)):
    total = total + found[i]
  return total
