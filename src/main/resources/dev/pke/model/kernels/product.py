# Products that need no gradient, where libtorch was built without oneDNN.

# x w' + bias. x (..., in), w (out, in) -> (..., out)
def product(self, x: Tensor, w: Tensor, bias: Optional[Tensor]) -> Tensor:
  return torch.linear(x, w, bias)

# The weight as it is: there is no better layout
def pack(self, w: Tensor, rows: int) -> Tensor:
  return torch.detach(w)
