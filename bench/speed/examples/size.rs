fn main() {
    speed::sizes();
}
