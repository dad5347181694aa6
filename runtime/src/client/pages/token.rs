//! What leads from one page to the next.
//!
//! In: a member of an output. Out: whether it says that there is a next page, and where it begins.

use crate::codec::Enum;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

/// A value that leads from one page to the next.
pub trait PageToken: Clone + PartialEq {
    /// Whether it says that there is no next page: an empty text or map, zero, nothing.
    fn is_end(&self) -> bool;
}

/// The token in a member; none if that isn't there, or says that there is no next page.
pub fn token<T: PageToken>(member: Option<&T>) -> Option<T> {
    member.filter(|token| !token.is_end()).cloned()
}

impl PageToken for String {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Enum + Clone + PartialEq> PageToken for T {
    fn is_end(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl<T: Clone + PartialEq> PageToken for Vec<T> {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

impl<K: Clone + Eq + Hash, V: Clone + PartialEq, S: BuildHasher + Clone> PageToken
    for HashMap<K, V, S>
{
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

impl<T: PageToken> PageToken for Option<T> {
    fn is_end(&self) -> bool {
        self.as_ref().is_none_or(PageToken::is_end)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl PageToken for $number {
            fn is_end(&self) -> bool {
                *self == 0
            }
        })*
    };
}

numbers!(i8 i16 i32 i64);

/// Several tokens lead to the next page together; where none is left, there is none.
macro_rules! tuples {
    ($($($name:ident)*;)*) => {
        $(impl<$($name: PageToken),*> PageToken for ($($name,)*) {
            #[allow(non_snake_case)]
            fn is_end(&self) -> bool {
                let ($($name,)*) = self;
                $($name.is_end())&&*
            }
        })*
    };
}

tuples! {
    A B;
    A B C;
    A B C D;
}
