# What shows that products with a packed matrix are the plain ones.

# A long enough repetition of the numbers, as a matrix
def tiled(self, numbers: Tensor, rows: int, columns: int, kind: int) -> Tensor:
  n = rows * columns
  times = torch.floordiv(n, torch.size(numbers, 0)) + 1
  long = torch.repeat(torch.to(numbers, kind), [times])
  return torch.view(torch.narrow(long, 0, 0, n), [rows, columns])

# An empty tensor whose sizes are how many rows a matrix has, and up to how many of x it is packed for
def sizes(self, w: Tensor, most: int) -> Tensor:
  return torch.empty([torch.size(w, 0), most, 0])

# How far x w' by the packed w lies from the plain one at worst, less the allowed share of it
def apart_from_plain(self, x: Tensor, w: Tensor, packed: Dict[str, Tensor], share: float) -> Tensor:
  plain = torch.to(torch.linear(x, w, None), self.f32)
  apart = torch.to(self.product(x, packed, "w"), self.f32)
  # in place: a head's products are large, and so is what new memory costs
  apart = torch.abs_(torch.sub_(apart, plain))
  return torch.max(torch.sub_(apart, torch.mul_(torch.abs_(plain), share)))
