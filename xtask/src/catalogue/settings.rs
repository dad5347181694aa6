//! What the catalogue accepts of single models.
//!
//! In: `xtask/catalogue.toml`: a table per service, with the keys of one `[[service]]` of `model/services.toml`. Out: the
//! settings of each crate. An entry that no model needs is a failure.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::{Runtime, Services, Settings};
use tinsmith_codegen::{Diagnostics, Source};

use super::Made;
use crate::workspace;

/// The settings of all services.
pub(crate) struct Catalogue {
    services: BTreeMap<String, Settings>,
    runtime: String,
}

const FILE: &str = "xtask/catalogue.toml";

impl Catalogue {
    /// Reads the file.
    pub(crate) fn read() -> Result<Self> {
        let text = fs::read_to_string(workspace::path(FILE))
            .with_context(|| format!("cannot read {FILE}"))?;
        let mut diagnostics = Diagnostics::default();
        let Some(services) = Services::read(0, &text, &mut diagnostics) else {
            let sources = [Source::settings(FILE, text)];
            bail!(
                "{FILE} cannot be used\n{}",
                diagnostics.render(&sources, false)
            );
        };
        Ok(Self {
            services: services
                .entries
                .into_iter()
                .map(|entry| (entry.settings.name.clone(), entry.settings))
                .collect(),
            runtime: workspace::path("runtime").display().to_string(),
        })
    }

    /// The settings of a crate of a service.
    pub(crate) fn of(&self, service: &str, name: &str) -> Settings {
        let mut settings = match self.services.get(service) {
            Some(settings) => settings.clone(),
            None => Settings::new(name),
        };
        settings.name = name.to_owned();
        settings.runtime = Runtime::Path(self.runtime.clone());
        settings
    }

    /// The entries of services that are not there.
    pub(crate) fn unused(&self, rows: &[Made]) -> Vec<String> {
        let is_unused = |name: &&String| !rows.iter().any(|row| row.service == **name);
        let unused = self.services.keys().filter(is_unused);
        unused
            .map(|name| format!("{FILE} has settings for {name}, of which there is no model"))
            .collect()
    }
}
