//! The checkout, and the services that it generates.
//!
//! In: `model/services.toml`. Out: each service's models and settings. Never writes.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::settings::{Entry, Services};
use tinsmith_codegen::{Diagnostics, Plan, Settings, Source};

/// A path below the checkout.
pub(crate) fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(below)
}

/// One service of `model/services.toml`.
pub(crate) struct Service {
    entry: Entry,
}

/// The services of `model/services.toml`.
pub(crate) fn services() -> Vec<Service> {
    let text = fs::read_to_string(path("model/services.toml")).expect("model/services.toml");
    let services = Services::read(0, &text, &mut Diagnostics::default())
        .expect("model/services.toml can be used");
    services
        .entries
        .into_iter()
        .map(|entry| Service { entry })
        .collect()
}

impl Service {
    /// The crate's name.
    pub(crate) fn name(&self) -> &str {
        &self.entry.settings.name
    }

    /// Its settings.
    pub(crate) fn settings(&self) -> &Settings {
        &self.entry.settings
    }

    /// The documents of its model.
    pub(crate) fn sources(&self) -> Vec<Source> {
        let source = |file: &str| {
            let name = format!("model/{file}");
            let text = fs::read_to_string(path(&name)).expect("a model");
            Source::new(name, text)
        };
        self.entry
            .model
            .iter()
            .map(|file| source(&file.value))
            .collect()
    }

    /// What is decided about it.
    pub(crate) fn plan(&self) -> Plan {
        let sources = self.sources();
        match tinsmith_codegen::plan(&sources, &self.entry.settings) {
            Ok(plan) => plan,
            Err(diagnostics) => panic!("{}", diagnostics.render(&sources, false)),
        }
    }
}
