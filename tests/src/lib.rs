//! The project's README as documentation tests: what it shows compiles.
//!
//! The tests themselves stand beside this folder.

#[doc = include_str!("../../README.md")]
pub struct Readme;
