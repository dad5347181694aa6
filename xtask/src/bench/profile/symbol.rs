//! Which part a function belongs to.
//!
//! In: the demangled name of a function, and the library or program that it is in. Out: a part, by a name that readers
//! know: a module of ours, a crate, the allocator. What was inlined counts for the function that it was inlined into.

/// The part that a function belongs to.
pub(super) fn part(function: &str, object: &str) -> String {
    if object.contains("[kernel") || function.starts_with("[k]") {
        return "the kernel".to_owned();
    }
    if object.contains("[vdso]") || function.contains("clock_gettime") {
        return "reading the clock".to_owned();
    }
    if is_allocator(function) {
        return "the allocator (malloc, free)".to_owned();
    }
    if function.starts_with("__mem") || function.starts_with("mem") || function.contains("_avx") {
        return "copying and comparing bytes (libc)".to_owned();
    }
    if object.contains("libc") {
        return "libc".to_owned();
    }
    path(function)
}

fn is_allocator(function: &str) -> bool {
    const NAMES: [&str; 9] = [
        "malloc",
        "cfree",
        "_int_free",
        "_int_malloc",
        "_int_realloc",
        "realloc",
        "calloc",
        "unlink_chunk",
        "sysmalloc",
    ];
    NAMES
        .iter()
        .any(|name| function.trim_start_matches("__").starts_with(name))
        || function.starts_with("free")
        || function.starts_with("__rust_")
        || function.starts_with("__rustc")
        || function.starts_with("__rdl_")
}

/// A module of ours, the crate of others.
fn path(function: &str) -> String {
    // `<&mut a::B<C> as d::E>::f` is B's.
    let start = function
        .trim_start_matches(['<', '&', '[', '*', '('])
        .trim_start_matches("mut ")
        .trim_start_matches("dyn ")
        .trim_start_matches("impl ");
    let end = start
        .find(['<', '>', ' ', '(', '{', '['])
        .unwrap_or(start.len());
    let segments: Vec<&str> = start[..end].split("::").filter(|s| !s.is_empty()).collect();
    match segments.as_slice() {
        [] => "without a name".to_owned(),
        [
            "core" | "alloc" | "std" | "hashbrown" | "rustc_demangle" | "gimli" | "addr2line",
            ..,
        ] => "std".to_owned(),
        ["speed", "client" | "server" | "measure", ..] | ["speed" | "tokio", ..] => {
            "the bench and its executor".to_owned()
        }
        ["tinsmith" | "tinsmith_codegen", modules @ ..] => {
            // A module is written small; the type or function in it is left out, unless there is nothing else.
            let modules: Vec<&str> = modules
                .iter()
                .copied()
                .take(2)
                .take_while(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
                .collect();
            format!("{}::{}", segments[0], modules.join("::"))
        }
        ["iot_jobs_data", ..] => "the generated crate".to_owned(),
        [name, ..] if segments.len() > 1 => (*name).to_owned(),
        _ => "without a path".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn functions_belong_to_modules_crates_and_the_allocator() {
        for (function, object, expected) in [
            (
                "tinsmith::sigv4::signer::Signer::sign",
                "speed",
                "tinsmith::sigv4::signer",
            ),
            (
                "<tinsmith::json::decoder::Members as tinsmith::codec::decoder::MemberDecoder>::next",
                "speed",
                "tinsmith::json::decoder",
            ),
            (
                "<&mut tinsmith::path::Path as core::fmt::Display>::fmt",
                "speed",
                "tinsmith::path",
            ),
            (
                "iot_jobs_data::client::Client::send::{{closure}}",
                "speed",
                "the generated crate",
            ),
            ("sha2::sha256::x86_sha::compress", "speed", "sha2"),
            (
                "<alloc::vec::Vec<T,A> as core::clone::Clone>::clone",
                "speed",
                "std",
            ),
            (
                "_int_malloc",
                "/usr/lib/libc.so.6",
                "the allocator (malloc, free)",
            ),
            (
                "__memmove_avx512_unaligned_erms",
                "/usr/lib/libc.so.6",
                "copying and comparing bytes (libc)",
            ),
            ("posix_cpu_clock_get", "[kernel.kallsyms]", "the kernel"),
            ("", "speed", "without a name"),
        ] {
            assert_eq!(part(function, object), expected, "{function}");
        }
    }
}
