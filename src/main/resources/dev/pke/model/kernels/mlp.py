# The feed-forward half of a block.

# What down_proj reads: a (batch, seq, intermediate), from x normed. SiLU(gate) * up in Llama.
def neurons(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  if torch.__contains__(w, "gate"):
    return self.activate(self.linear(x, w, "gate")) * self.linear(x, w, "up")
  return self.activate(self.linear(x, w, "up"))

def activate(self, x: Tensor) -> Tensor:
  if self.activation == "silu":
    return torch.silu(x)
  if self.activation == "gelu":
    return torch.gelu(x)
  if self.activation == "gelu_tanh":
    return torch.gelu(x, approximate="tanh")
  return torch.relu(x)
