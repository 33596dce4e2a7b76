# One step of Adam (Kingma & Ba, 1412.6980) on every parameter in place, operation by operation as
# torch.optim.Adam (decoupled = 0: decay is added to the gradient) and torch.optim.AdamW (1).
# first, second: the running moments; step counts from 1. -> [] when done
def adam(self, parameters: List[Tensor], gradients: List[Tensor], first: List[Tensor], second: List[Tensor], step: int, lr: float, beta1: float, beta2: float, eps: float, decay: float, decoupled: int) -> List[Tensor]:
  correction1 = 1.0 - torch.pow(beta1, step)
  correction2 = torch.sqrt(1.0 - torch.pow(beta2, step))
  for i in range(torch.len(parameters)):
    p = torch.detach(parameters[i])
    g = torch.to(gradients[i], ops.prim.dtype(p))
    if torch.ne(decay, 0.0):
      if torch.eq(decoupled, 1):
        torch.mul_(p, 1.0 - lr * decay)
      else:
        g = torch.add(g, p, alpha=decay)
    torch.lerp_(first[i], g, 1.0 - beta1)
    torch.addcmul_(torch.mul_(second[i], beta2), g, g, value=1.0 - beta2)
    denominator = torch.add_(torch.div_(torch.sqrt(second[i]), correction2), eps)
    torch.addcdiv_(p, first[i], denominator, value=-(lr / correction1))
  return annotate(List[Tensor], [])
