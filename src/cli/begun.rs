//! What is begun and not finished: temporary files and folders go with the run, also where Ctrl-C or `kill` ends it.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};

/// Where they are; a name that is gone does no harm.
static BEGUN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Makes something temporary. Nobody is told to go while it is made.
pub(super) fn begin<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> PathBuf) -> io::Result<T> {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(watch);
    let mut begun = held();
    let new = make()?;
    begun.push(path(&new));
    Ok(new)
}

/// As long as this is held, a run that is told to go waits.
pub(super) fn held() -> MutexGuard<'static, Vec<PathBuf>> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is set where somebody tells the run to end and it is to end by itself.
pub fn told_to_end() -> Arc<AtomicBool> {
    let told = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // Whoever tells it twice means it: then the signal ends the run.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&told));
        let _ = signal_hook::flag::register(signal, Arc::clone(&told));
    }
    told
}

/// Waits for a signal beside the run, takes away what was begun, and lets the signal end the run as it would have.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        // Held to the end: nothing is begun any more.
        let begun = held();
        for path in begun.iter() {
            super::output::remove(path);
        }
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    });
}

#[cfg(not(unix))]
fn watch() {}
