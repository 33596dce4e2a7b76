# Products that need no gradient, where libtorch was built without oneDNN: Trial finds none to be had.

def product(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return torch.linear(x, w[name + ".packed"], None)

# No array has -1 dimensions: it throws
def pack(self, w: Tensor, multiple: int) -> Tensor:
  return torch.view(w, [multiple, -1, -1])
