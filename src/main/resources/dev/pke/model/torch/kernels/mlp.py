# The feed-forward half of a block.

# gate and up side by side, or up alone. x (..., hidden), normed
def lifted(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  if self.has(x, w, "gateup"):
    return self.linear(x, w, "gateup")
  if torch.__contains__(w, "gate"):
    return torch.cat([self.linear(x, w, "gate"), self.linear(x, w, "up")], -1)
  return self.linear(x, w, "up")

# What down_proj reads, (..., intermediate), from what was lifted: SiLU(gate) * up in Llama
def fired(self, y: Tensor, w: Dict[str, Tensor]) -> Tensor:
  if torch.__contains__(w, "gate"):
    half = torch.floordiv(torch.size(y, -1), 2)
    return self.activate(torch.narrow(y, -1, 0, half)) * torch.narrow(y, -1, half, half)
  return self.activate(y)

def neurons(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return self.fired(self.lifted(x, w), w)

def activate(self, x: Tensor) -> Tensor:
  if self.activation == "silu":
    return torch.silu(x)
  if self.activation == "gelu":
    return torch.gelu(x)
  if self.activation == "gelu_tanh":
    return torch.gelu(x, approximate="tanh")
  return torch.relu(x)
