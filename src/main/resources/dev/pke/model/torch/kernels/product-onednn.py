# Products that need no gradient with constant weights in a layout of oneDNN's own, which multiplies few
# rows about twice as fast as the BLAS behind torch.linear does. Trial says where they are right.

# x (..., in) by w's `name`: .packed, (out, in) or with rows of zeros below; .sizes, an empty tensor
# (out, most rows of x, 0), since a dictionary holds no numbers; and .bias, if any -> (..., out)
def product(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  packed = w[name + ".packed"]
  out = torch.size(w[name + ".sizes"], 0)
  none = annotate(List[Optional[number]], [])
  bias = annotate(Optional[Tensor], None)
  if torch.__contains__(w, name + ".bias"):
    bias = torch.to(w[name + ".bias"], ops.prim.dtype(x))
    if torch.gt(torch.size(packed, 0), out):
      bias = torch.constant_pad_nd(torch.to(w[name + ".bias"], ops.prim.dtype(x)), [0, torch.size(packed, 0) - out])
  y = ops.mkldnn._linear_pointwise(x, packed, bias, "none", none, "")
  return torch.narrow(y, -1, 0, out)

# The same numbers in the layout, which with one row to be made for suits every number of them. Rows of
# zeros below fill the last `multiple`
def pack(self, w: Tensor, multiple: int) -> Tensor:
  missing = torch.remainder(multiple - torch.remainder(torch.size(w, 0), multiple), multiple)
  w = torch.contiguous(torch.detach(w))
  if torch.gt(missing, 0): # else padding would copy the weights for nothing
    w = torch.constant_pad_nd(w, [0, 0, 0, missing])
  return ops.mkldnn._reorder_linear_weight(w, 1)
