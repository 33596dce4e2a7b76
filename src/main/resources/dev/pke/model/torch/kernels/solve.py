# Equations between matrices.

# X of a X = b: a (n, n), b (n, k) -> (n, k) f32, solved in f64 since moments are nearly singular
def solved(self, a: Tensor, b: Tensor) -> Tensor:
  return torch.to(torch.linalg_solve(torch.to(a, self.f64), torch.to(b, self.f64)), self.f32)
