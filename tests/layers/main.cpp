/// A program that does nothing: what is linked with it has to be whole.

int main() {
  return 0;
}
