//! The commissioned model, broken in five thousand ways.
//!
//! In: the model, with every key deleted, retyped, emptied, duplicated and made huge. Out: whether each mutant is refused
//! with located findings, or becomes files that syn parses; none panics, and none takes longer than ten seconds. Some of
//! them run in every `cargo test`; with `TINSMITH_MUTANTS=all` all do, as in a step of `cargo xtask test`, since only
//! the optimized generator gets through them in little time. `TINSMITH_MUTANTS_OUT` names a folder for thirty of the
//! crates, by lot, as modules of one.

mod modules;
mod project;

#[path = "mutants/mutate.rs"]
mod mutate;

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use mutate::{Mutant, Mutation, mutations};
use serde_json::Value;
use tinsmith_codegen::diagnostic::Severity;
use tinsmith_codegen::{Files, Settings, Source, generate};

/// Says that all mutants run.
const ALL: &str = "TINSMITH_MUTANTS";
/// The folder for some of the crates.
const OUT: &str = "TINSMITH_MUTANTS_OUT";

/// Without [`ALL`], one mutant of so many runs: a prime, so that it is of another kind each time.
const ONE_OF: usize = 101;

/// No mutant may take longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many of the crates become modules.
const BY_LOT: usize = 30;

/// How many of the slowest are told.
const SLOWEST: usize = 5;

#[test]
fn every_mutant_is_refused_or_becomes_rust() {
    let service = project::services().into_iter().next().expect("a service");
    let model = &service.sources()[0].text;
    let model: Value = serde_json::from_str(model).expect("the model is JSON");
    let all = mutations(&model);
    assert!(all.len() > 4_500, "{} mutants", all.len());
    let chosen: Vec<Mutation> = match std::env::var_os(ALL) {
        Some(value) if value == "all" => all,
        _ => all.into_iter().step_by(ONE_OF).collect(),
    };
    let run = Run::new(&model, &chosen);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let working: Vec<_> = (0..workers).map(|_| scope.spawn(|| run.work())).collect();
        while working.iter().any(|worker| !worker.is_finished()) {
            run.watch();
            thread::sleep(Duration::from_millis(50));
        }
    });
    run.finish(chosen.len());
}

/// What is shared by those who work.
struct Run<'m> {
    model: &'m Value,
    mutations: &'m [Mutation],
    next: AtomicUsize,
    seen: Mutex<Seen>,
    /// What is being worked on, by thread.
    busy: Mutex<BTreeMap<String, (String, Instant)>>,
}

#[derive(Default)]
struct Seen {
    refused: usize,
    generated: usize,
    /// The hashes of files that were parsed.
    files: HashSet<u64>,
    /// By the hash of all files, the first mutant that became them.
    crates: BTreeMap<u64, usize>,
    times: Vec<(Duration, String)>,
    wrong: Vec<String>,
}

impl<'m> Run<'m> {
    fn new(model: &'m Value, mutations: &'m [Mutation]) -> Self {
        Self {
            model,
            mutations,
            next: AtomicUsize::new(0),
            seen: Mutex::default(),
            busy: Mutex::default(),
        }
    }

    fn work(&self) {
        let me = format!("{:?}", thread::current().id());
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(mutation) = self.mutations.get(number) else {
                break;
            };
            let mutant = mutation.apply(self.model);
            let start = Instant::now();
            let at_work = (mutant.name.clone(), start);
            self.busy
                .lock()
                .expect("a lock")
                .insert(me.clone(), at_work);
            let outcome = catch_unwind(AssertUnwindSafe(|| outcome(&mutant)));
            self.busy.lock().expect("a lock").remove(&me);
            let time = start.elapsed();
            let outcome = outcome.unwrap_or_else(|_| Err("panics".to_owned()));
            self.note(number, &mutant.name, time, outcome);
        }
    }

    fn note(
        &self,
        number: usize,
        name: &str,
        time: Duration,
        outcome: Result<Option<Files>, String>,
    ) {
        let mut whole = DefaultHasher::new();
        let mut unseen = Vec::new();
        {
            let mut seen = self.seen.lock().expect("a lock");
            seen.times.push((time, name.to_owned()));
            match outcome {
                Ok(None) => seen.refused += 1,
                Err(wrong) => seen.wrong.push(format!("{name}: {wrong}")),
                Ok(Some(files)) => {
                    seen.generated += 1;
                    for (path, text) in files.iter() {
                        // the manifest has the digest of the model, which is another every time
                        if !path.ends_with(".rs") {
                            continue;
                        }
                        (path, text).hash(&mut whole);
                        let mut hash = DefaultHasher::new();
                        text.hash(&mut hash);
                        if seen.files.insert(hash.finish()) {
                            unseen.push((path.to_owned(), text.to_owned()));
                        }
                    }
                    seen.crates.entry(whole.finish()).or_insert(number);
                }
            }
        }
        for (path, text) in unseen {
            if let Err(error) = syn::parse_file(&text) {
                let wrong = format!("{name}: {path} is no Rust: {error}");
                self.seen.lock().expect("a lock").wrong.push(wrong);
            }
        }
    }

    /// Ends everything if one mutant takes too long: a thread cannot be stopped.
    fn watch(&self) {
        for (name, since) in self.busy.lock().expect("a lock").values() {
            if since.elapsed() > PATIENCE {
                eprintln!("{name} takes longer than {} s", PATIENCE.as_secs());
                std::process::exit(101);
            }
        }
    }

    fn finish(self, count: usize) {
        let mut seen = self.seen.into_inner().expect("a lock");
        seen.times.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
        println!(
            "{count} mutants: {} refused, {} generated, {} crates that differ, {} files that differ",
            seen.refused,
            seen.generated,
            seen.crates.len(),
            seen.files.len()
        );
        for (time, name) in seen.times.iter().take(SLOWEST) {
            println!("{:6.0} ms  {name}", time.as_secs_f64() * 1e3);
        }
        assert!(seen.wrong.is_empty(), "{:#?}", seen.wrong);
        assert!(seen.generated > 0 && seen.refused > 0);
        if let Some(out) = std::env::var_os(OUT) {
            let numbers: Vec<usize> = seen.crates.into_values().collect();
            let crates = by_lot(numbers).into_iter().map(|number| {
                let mutant = self.mutations[number].apply(self.model);
                match outcome(&mutant) {
                    Ok(Some(files)) => (mutant.name, files),
                    _ => panic!("{} was generated before, and is not now", mutant.name),
                }
            });
            modules::write(out.as_ref(), crates);
        }
    }
}

/// Some of these, by lot, the same every time.
fn by_lot(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    let mut seed: u64 = 0x6d75_7461_6e74_7321;
    let mut chosen = Vec::new();
    while chosen.len() < BY_LOT && !numbers.is_empty() {
        // Marsaglia's xorshift
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let at = usize::try_from(seed % numbers.len() as u64).expect("an index");
        chosen.push(numbers.swap_remove(at));
    }
    chosen
}

/// The files of a mutant, or nothing where it is refused as it must be.
fn outcome(mutant: &Mutant) -> Result<Option<Files>, String> {
    let sources = [Source::new("model.json", mutant.text.as_str())];
    match generate(&sources, &Settings::new("mutant")) {
        Ok(generated) => Ok(Some(generated.files)),
        Err(diagnostics) => {
            for found in diagnostics.iter() {
                let located = found.at.is_some() && found.help.is_some();
                if found.severity == Severity::Error && !located {
                    return Err(format!("no place or no help: {}", found.message));
                }
                if found.message.contains("is no Rust") {
                    return Err(found.message.clone());
                }
            }
            let text = diagnostics.render(&sources, false);
            match text.contains("--> model.json:") && text.len() < 1 << 20 {
                true => Ok(None),
                false => Err(format!("told as {} bytes without a place", text.len())),
            }
        }
    }
}
