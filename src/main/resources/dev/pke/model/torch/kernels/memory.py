# Bits, casts and files.

# The first `count` elements of a file, mapped copy-on-write: no byte is read before it is used.
def map_file(self, path: str, count: int, kind: int) -> Tensor:
  return torch.from_file(path, False, count, dtype=kind)

def part(self, x: Tensor, start: int, shape: List[int]) -> Tensor:
  n = 1
  for i in range(torch.len(shape)):
    n = n * shape[i]
  return torch.view(torch.narrow(x, 0, start, n), shape)

def rows(self, x: Tensor, start: int, length: int) -> Tensor:
  return torch.narrow(x, 0, start, length)

# Below each other; the one as it is
def joined(self, arrays: List[Tensor]) -> Tensor:
  if torch.eq(torch.len(arrays), 1):
    return torch.detach(arrays[0])
  return torch.cat(arrays, 0)

def turned(self, x: Tensor) -> Tensor:
  return torch.t(x)

# One row of elements, in memory as it is written in a file; a copy only where it must be
def row(self, x: Tensor) -> Tensor:
  return torch.to(torch.flatten(torch.contiguous(torch.detach(x))), torch.device("cpu"))

# A copy of the bits as another kind of element
def reread(self, x: Tensor, kind: int, shape: List[int]) -> Tensor:
  return torch.reshape(torch.view_copy(x, dtype=kind), shape)

def cast(self, x: Tensor, kind: int) -> Tensor:
  return torch.to(x, kind)

# A copy of its own that requires grad
def leaf(self, x: Tensor, kind: int) -> Tensor:
  return torch.requires_grad_(torch.clone(torch.to(torch.detach(x), kind)), True)

def copy(self, x: Tensor) -> Tensor:
  return torch.clone(torch.contiguous(torch.detach(x)))

# Overwrites target's elements; casts to its dtype
def put(self, target: Tensor, source: Tensor) -> Tensor:
  return torch.copy_(torch.detach(target), torch.detach(source))

def columns(self, x: Tensor, at: Tensor) -> Tensor:
  return torch.index_select(torch.detach(x), 1, torch.to(at, ops.prim.device(x)))

def put_columns(self, target: Tensor, at: Tensor, values: Tensor) -> Tensor:
  kind = ops.prim.dtype(target)
  i = torch.to(at, ops.prim.device(target))
  return torch.index_copy_(torch.detach(target), 1, i, torch.to(torch.detach(values), kind))

# Whether the bits of a and b differ, flat; kind is an integer dtype of the same width
def differs(self, a: Tensor, b: Tensor, kind: int) -> Tensor:
  x = torch.view_copy(torch.flatten(torch.contiguous(a)), dtype=kind)
  y = torch.view_copy(torch.flatten(torch.contiguous(b)), dtype=kind)
  return torch.ne(x, y)

# Flat positions of what is true
def places_of(self, x: Tensor) -> Tensor:
  return torch.flatten(torch.nonzero(x))

# Elements at flat positions
def take(self, x: Tensor, at: Tensor) -> Tensor:
  return torch.take(torch.detach(x), torch.to(at, ops.prim.device(x)))

# Overwrites elements at flat positions
def put_at(self, x: Tensor, at: Tensor, values: Tensor) -> Tensor:
  device = ops.prim.device(x)
  return torch.put_(torch.detach(x), torch.to(at, device), torch.to(values, device))

# Reads one element in `every`
def touch(self, x: Tensor, every: int) -> Tensor:
  flat = torch.flatten(torch.contiguous(x))
  return torch.sum(torch.slice(flat, 0, 0, torch.size(flat, 0), every))

# The same numbers on a device named as torch names it
def place(self, x: Tensor, device: str) -> Tensor:
  return torch.to(x, torch.device(device))
