//! What a reviewer reads of a model update, held with insta.
//!
//! In: the models that `model/services.toml` names. Out: whether the committed snapshots say what the models say now, and
//! whether the listing of the public API says what the generated files say. `cargo xtask codegen` writes the snapshots.

mod listing;
mod project;

use std::collections::BTreeSet;
use std::fs;

use tinsmith_codegen::view;

#[test]
fn snapshots_are_what_the_models_say() {
    for service in project::services() {
        let plan = service.plan();
        let folder = project::path(&format!("tests/snapshots/{}", service.name()));
        let mut wanted = BTreeSet::new();
        insta::with_settings!({
            snapshot_path => &folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            for (name, text) in view::all(&plan.model, &plan.krate) {
                insta::assert_snapshot!(name.as_str(), text);
                wanted.insert(format!("{name}.snap"));
            }
        });
        let there: BTreeSet<String> = fs::read_dir(&folder)
            .expect("a folder of snapshots")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(
            there, wanted,
            "run `cargo xtask codegen`: it removes stale snapshots"
        );
    }
}

/// The listing is printed from what `lower` decided; here it is made once more, from the generated files.
#[test]
fn the_listing_of_the_api_is_what_the_generated_files_say() {
    for service in project::services() {
        let listed = listing::parse(&view::api(&service.plan().krate));
        let found = listing::of(&project::path(&format!("generated/{}/src", service.name())));
        for (item, lines) in &found {
            assert_eq!(listed.get(item), Some(lines), "{}: {item}", service.name());
        }
        assert!(
            listed.keys().eq(found.keys()),
            "{}: items listed that are not there",
            service.name()
        );
    }
}
