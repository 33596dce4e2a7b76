# Products that need no gradient, through oneDNN, which multiplies few rows about twice as fast as the
# BLAS behind torch.linear does, given the weight in a layout of its own.

# x w' + bias. x (..., in), w (out, in) plain or packed -> (..., out)
def product(self, x: Tensor, w: Tensor, bias: Optional[Tensor]) -> Tensor:
  if torch.__or__(ops.prim.is_cuda(x), torch.eq(ops.prim.dtype(x), 5)):
    return torch.linear(x, w, bias)
  none = annotate(List[Optional[number]], [])
  return ops.mkldnn._linear_pointwise(x, w, bias, "none", none, "")

# The same numbers in the layout that suits products with about so many rows
def pack(self, w: Tensor, rows: int) -> Tensor:
  return ops.mkldnn._reorder_linear_weight(torch.contiguous(torch.detach(w)), rows)
