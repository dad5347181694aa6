//! What `cargo xtask codegen --check` notices.
//!
//! In: the generated files of each service, in a temporary folder. Out: whether a flipped byte, a missing file and a file
//! too many are all told, and whether any change of a model changes what is generated from it.

mod project;

use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::output::DifferenceKind;
use tinsmith_codegen::{Files, Source, generate};

#[test]
fn a_flipped_byte_in_any_file_is_noticed() {
    for service in project::services() {
        let files = files(&service.sources(), &service);
        let folder = Folder::new("flipped");
        files.write(&folder.0).expect("files are written");
        assert_eq!(files.compare(&folder.0).expect("a comparison"), []);
        for (index, (path, text)) in files.iter().enumerate() {
            let file = folder.0.join(path);
            let mut bytes = text.as_bytes().to_vec();
            let at = index * 7919 % bytes.len();
            bytes[at] ^= 1;
            fs::write(&file, bytes).expect("a file is written");
            let found = files.compare(&folder.0).expect("a comparison");
            assert!(
                found.iter().any(|difference| difference.path == path),
                "{path}, byte {at}"
            );
            fs::write(&file, text).expect("a file is written");
        }
    }
}

#[test]
fn missing_and_stale_files_are_noticed() {
    for service in project::services() {
        let files = files(&service.sources(), &service);
        let folder = Folder::new("stale");
        files.write(&folder.0).expect("files are written");
        fs::rename(folder.0.join("src/lib.rs"), folder.0.join("src/old.rs"))
            .expect("a file is renamed");
        let found = files.compare(&folder.0).expect("a comparison");
        let found: Vec<_> = found
            .iter()
            .map(|difference| (difference.path.as_str(), difference.kind))
            .collect();
        assert_eq!(
            found,
            [
                ("src/lib.rs", DifferenceKind::New),
                ("src/old.rs", DifferenceKind::Stale)
            ]
        );
    }
}

/// Even white space: the manifest carries a digest of each file.
#[test]
fn any_change_of_a_model_changes_what_is_generated() {
    for service in project::services() {
        let sources = service.sources();
        let text = sources[0].text.replacen('\n', "\n ", 1);
        let changed = [Source::new(&*sources[0].name, text)];
        let before = files(&sources, &service);
        assert_ne!(
            before.get("Cargo.toml"),
            files(&changed, &service).get("Cargo.toml")
        );
    }
}

fn files(sources: &[Source], service: &project::Service) -> Files {
    match generate(sources, service.settings()) {
        Ok(generated) => generated.files,
        Err(diagnostics) => panic!("{}", diagnostics.render(sources, false)),
    }
}

/// A folder that goes when the test does.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("check-{name}"));
        fs::remove_dir_all(&path).ok();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
