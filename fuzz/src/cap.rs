//! A cap on memory: libFuzzer counts allocations only under a sanitizer, which needs a nightly compiler.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A laptop of 4 GB can give this to one file of 64 kB, the longest input of a run.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// Bytes held by Rust; libFuzzer's own are not among them.
static HELD: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static CAPPED: Capped = Capped;

struct Capped;

// SAFETY: every call goes to the system's allocator unchanged; only a count is kept beside it.
unsafe impl GlobalAlloc for Capped {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        take(size);
        unsafe { System.realloc(block, layout, size) }
    }
}

/// Aborts over the cap: libFuzzer then keeps the input that did it.
fn take(bytes: usize) {
    if HELD.fetch_add(bytes, Ordering::Relaxed) + bytes > BYTES_MAX {
        std::process::abort();
    }
}
