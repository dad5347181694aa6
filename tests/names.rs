//! The Rust names of all models of botocore: renaming something later would break its users.
//!
//! In: botocore's models, in the folder that `TINSMITH_BOTOCORE` names, as a step of `cargo xtask test` does. Out:
//! whether every name that needed a rule beyond case conversion, and how many needed none, are what `names/table.txt`
//! says. `TINSMITH_UPDATE=1` writes the table anew. The table has a line for each service and rule: `type*12` is a name
//! that twelve things have. Types alone are planned, which needs no protocol.

mod project;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::read::GzDecoder;
use tinsmith_codegen::settings::{Setting, Settings, Sides};
use tinsmith_codegen::{Plan, Source, plan};

/// The folder of botocore's models.
const MODELS: &str = "TINSMITH_BOTOCORE";
/// The variable that has the table written instead of compared.
const UPDATE: &str = "TINSMITH_UPDATE";
const TABLE: &str = "tests/names/table.txt";

#[test]
fn names_of_all_models_stay_as_they_are() {
    let Some(models) = models() else {
        println!(
            "SKIPPED names_of_all_models_stay_as_they_are: {MODELS} does not name the folder of botocore's models; \
             `cargo xtask test` installs them and runs this as a step of its own"
        );
        return;
    };
    let table = table(&rows(&files(&models)));
    let file = project::path(TABLE);
    if std::env::var_os(UPDATE).is_some_and(|value| value == "1") {
        fs::write(&file, &table).expect("the table can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let mut differences = String::new();
    let (before, now): (Vec<_>, Vec<_>) = (expected.lines().collect(), table.lines().collect());
    for line in before.iter().filter(|line| !now.contains(line)) {
        let _ = writeln!(differences, "- {line}");
    }
    for line in now.iter().filter(|line| !before.contains(line)) {
        let _ = writeln!(differences, "+ {line}");
    }
    assert!(
        expected == table,
        "names have changed, and with them the API of every generated crate:\n{differences}\nif this is meant: \
         {UPDATE}=1 cargo test --package tinsmith-codegen --test names"
    );
}

/// Where the models are, if that is said.
fn models() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os(MODELS)?);
    assert!(
        folder.is_dir(),
        "{MODELS} names {}, which is no folder",
        folder.display()
    );
    Some(folder)
}

/// `<service>/<version>/service-2.json.gz`, in order.
fn files(models: &Path) -> Vec<(String, PathBuf)> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries
            .map(|entry| entry.expect("an entry").path())
            .collect()
    };
    let name = |path: &Path| {
        path.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    let mut found = Vec::new();
    for service in below(models) {
        for version in below(&service) {
            let file = version.join("service-2.json.gz");
            if file.is_file() {
                found.push((format!("{}/{}", name(&service), name(&version)), file));
            }
        }
    }
    found.sort();
    found
}

/// What one model needed.
struct Row {
    service: String,
    names: usize,
    /// By rule, the names that needed it, each with how many things have it.
    needed: BTreeMap<String, BTreeMap<String, usize>>,
}

fn rows(files: &[(String, PathBuf)]) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut rows: Vec<(usize, Row)> = thread::scope(|scope| {
        let work = || {
            let mut rows = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some((service, file)) = files.get(index) else {
                    return rows;
                };
                rows.push((index, row(service, file)));
            }
        };
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("a worker ends"))
            .collect()
    });
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(service: &str, file: &Path) -> Row {
    let plan = plan_of(service, file);
    let mut needed: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for name in plan
        .krate
        .names
        .iter()
        .filter(|name| !name.rules.is_empty())
    {
        // of names that collide, the model's names tell which is which
        let shown = match name.rules.contains(&"collision") {
            true => format!("{}={}", name.modelled, last(&name.rust)),
            false => last(&name.rust).to_owned(),
        };
        *needed
            .entry(name.rules.join("+"))
            .or_default()
            .entry(shown)
            .or_default() += 1;
    }
    Row {
        service: service.to_owned(),
        names: plan.krate.names.len(),
        needed,
    }
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The plan of a model's types. Patterns that cannot be checked have no part in names: they are accepted.
fn plan_of(service: &str, file: &Path) -> Plan {
    let mut text = String::new();
    let gz = fs::File::open(file).expect("a model");
    GzDecoder::new(gz)
        .read_to_string(&mut text)
        .expect("a model is compressed text");
    let sources = [Source::new(format!("{service}/service-2.json"), text)];
    let mut settings = Settings::new("names");
    settings.sides = Sides::TYPES;
    let refused = match plan(&sources, &settings) {
        Ok(plan) => return plan,
        Err(diagnostics) => diagnostics,
    };
    let subjects = refused.iter().filter(|diagnostic| {
        diagnostic
            .message
            .starts_with("a pattern cannot be checked")
    });
    settings.unchecked_patterns = subjects
        .filter_map(|diagnostic| diagnostic.subject.as_deref())
        .map(Setting::unplaced)
        .collect();
    plan(&sources, &settings)
        .unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(&sources, false)))
}

fn table(rows: &[Row]) -> String {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (rule, names) in rows.iter().flat_map(|row| &row.needed) {
        *rules.entry(rule).or_default() += names.values().sum::<usize>();
    }
    let mut text = format!(
        "{} models, {} names, {} of them by a rule beyond case conversion:\n",
        rows.len(),
        rows.iter().map(|row| row.names).sum::<usize>(),
        rules.values().sum::<usize>()
    );
    for (rule, count) in rules {
        let _ = writeln!(text, "{count} {rule}");
    }
    text.push('\n');
    for row in rows {
        let _ = write!(text, "{} {}", row.service, row.names);
        for (rule, names) in &row.needed {
            let _ = write!(text, "; {rule}:");
            for (name, count) in names {
                match count {
                    1 => text.push_str(&format!(" {name}")),
                    _ => text.push_str(&format!(" {name}*{count}")),
                }
            }
        }
        text.push('\n');
    }
    text
}
