#![allow(clippy::unwrap_used)]

mod damage;
mod documents;
mod reading;
mod writing;
