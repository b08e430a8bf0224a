# `make run` and `make test` are all the set-up there is on Debian and Ubuntu with a Rust toolchain.
.PHONY: run test check bench

# With no usable display the program says so and ends with status 1: then the same work is done without a window.
run:
	@.ci/packages run
	@cargo build --release
	@cargo run --quiet --release || { [ $$? = 1 ] && cargo run --quiet --release -- compare --out out; }

test:
	@.ci/packages test
	cargo test

check: test
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	cargo check --no-default-features
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps
	@! command -v cargo-deny >/dev/null || cargo deny check

bench:
	@.ci/packages run
	cargo bench
