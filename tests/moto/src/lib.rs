//! How the tests reach moto's server.
//!
//! In: the variable `MOTO`, the URL of the server. Out: configurations of clients, which all sign. Generated crates share
//! one runtime, so that one configuration fits each of them.

use iot::tinsmith::client::Config;
use iot::tinsmith::credentials::Credentials;

/// A configuration of a client of that server. What is made in one region is not there in another.
pub fn config(region: &str) -> Config {
    let url = std::env::var("MOTO").expect("MOTO has the URL of moto's server");
    Config::builder()
        .endpoint_url(url)
        .region(region)
        .credentials(Credentials::new("AKIDMOTO", "secret-of-nobody"))
        .build()
        .expect("a complete configuration")
}
