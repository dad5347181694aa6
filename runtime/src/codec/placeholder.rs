//! What stands for a value that is not there.
//!
//! In: a type. Out: zero, empty, or the unknown variant (Smithy 2.0, client error correction). A decoder begins with
//! placeholders and fills them; what stays one of a required member is recorded as missing.

use crate::blob::Blob;
use crate::document::Document;
use crate::number::{BigDecimal, BigInteger};
use crate::timestamp::Timestamp;
use std::collections::HashMap;

/// A type that has a value for want of one.
pub trait Placeholder: Sized {
    /// Zero, empty, `None`, or the unknown variant; of a structure, one whose required members are that.
    fn placeholder() -> Self;
}

/// The placeholder of a type that is known from where it goes.
#[inline]
pub fn placeholder<T: Placeholder>() -> T {
    T::placeholder()
}

/// The value that `Default` has for these types.
macro_rules! defaults {
    ($($type:ty)*) => {
        $(impl Placeholder for $type {
            #[inline(always)]
            fn placeholder() -> Self {
                Self::default()
            }
        })*
    };
}

defaults!(bool i8 i16 i32 i64 f32 f64 String Blob BigInteger BigDecimal);

impl Placeholder for Timestamp {
    fn placeholder() -> Self {
        Self::UNIX_EPOCH
    }
}

impl Placeholder for Document {
    fn placeholder() -> Self {
        Self::Null
    }
}

impl<T> Placeholder for Option<T> {
    #[inline(always)]
    fn placeholder() -> Self {
        None
    }
}

impl<T: Placeholder> Placeholder for Box<T> {
    fn placeholder() -> Self {
        Self::new(T::placeholder())
    }
}

impl<T> Placeholder for Vec<T> {
    fn placeholder() -> Self {
        Self::new()
    }
}

impl<K, T> Placeholder for HashMap<K, T> {
    fn placeholder() -> Self {
        Self::new()
    }
}
