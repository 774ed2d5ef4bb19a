//! The directory that holds a workspace.

#![cfg_attr(not(test), allow(clippy::disallowed_methods, reason = "the room through which everything is read"))]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::blocks::BLOCK;
use super::meter::Meter;
use super::place::{FileId, Place};
use super::reshaped::{Reading, Rows};

/// What tells when files were last changed, and their sizes, by path.
pub type Stamp = BTreeMap<String, (u64, u64)>;

enum Root {
    /// The directory, and its real path where it has one.
    Disk(PathBuf, Option<PathBuf>),
    Memory(BTreeMap<String, Vec<u8>>),
}

/// A workspace's files. Paths are relative, with `/` between their parts.
pub struct Tree {
    root: Root,
    /// Files that are read in place of those of the root: what somebody is about to write.
    instead: BTreeMap<String, Vec<u8>>,
    /// Files of the root that are as if they were not there.
    hidden: BTreeSet<String>,
    /// Whose files these are, where they lie in a folder that goes with the tree.
    lent: Option<(PathBuf, tempfile::TempDir)>,
    known: Mutex<Known>,
    /// Files whose rows are read in another shape, by path.
    reshaped: Mutex<BTreeMap<String, Arc<Rows>>>,
    meter: Arc<Meter>,
    /// How many bytes of a file are read at once.
    block: usize,
}

/// Every file a [`FileId`] was given for.
#[derive(Default)]
struct Known {
    /// In the order of the ids.
    paths: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, FileId>,
}

impl Tree {
    /// The files below a directory.
    pub fn on_disk(root: impl Into<PathBuf>) -> Tree {
        let root = root.into();
        let real = root.canonicalize().ok();
        Tree {
            root: Root::Disk(root, real),
            instead: BTreeMap::new(),
            hidden: BTreeSet::new(),
            lent: None,
            known: Mutex::default(),
            reshaped: Mutex::default(),
            meter: Arc::default(),
            block: BLOCK,
        }
    }

    /// Files from texts, for tests.
    pub fn in_memory<P: Into<String>, T: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, T)>) -> Tree {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        Tree {
            root: Root::Memory(files),
            instead: BTreeMap::new(),
            hidden: BTreeSet::new(),
            lent: None,
            known: Mutex::default(),
            reshaped: Mutex::default(),
            meter: Arc::default(),
            block: BLOCK,
        }
    }

    /// Files of another state of a workspace, put into a folder that goes with the tree; `home` is the workspace.
    pub fn on_loan(folder: tempfile::TempDir, home: PathBuf) -> Tree {
        let tree = Tree::on_disk(folder.path());
        Tree { lent: Some((home, folder)), ..tree }
    }

    /// The directory of the workspace, wherever its files are read from.
    pub fn home(&self) -> Option<&Path> {
        self.lent.as_ref().map(|(home, _)| home.as_path()).or_else(|| self.directory())
    }

    /// The same, whose files are read in blocks of another size: nothing that is found or counted hangs on it.
    #[must_use]
    pub fn with_blocks_of(mut self, bytes: usize) -> Tree {
        self.block = bytes;
        self
    }

    /// The same, as it would be with these files in place of its own: nothing is written.
    #[must_use]
    pub fn with(mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Tree {
        self.instead.extend(files);
        self
    }

    /// The same, as it would be without these files: nothing is removed.
    #[must_use]
    pub fn without(mut self, files: impl IntoIterator<Item = String>) -> Tree {
        for path in files {
            self.instead.remove(&path);
            self.hidden.insert(path);
        }
        self
    }

    /// Whether a file is as if it was not there.
    fn hides(&self, path: &str) -> bool {
        self.hidden.contains(path) && !self.instead.contains_key(path)
    }

    /// How many bytes of a file are read at once.
    pub fn block(&self) -> usize {
        self.block
    }

    /// The directory on disk, where there is one.
    pub fn directory(&self) -> Option<&Path> {
        match &self.root {
            Root::Disk(root, _) => Some(root),
            Root::Memory(_) => None,
        }
    }

    /// How much was read of its logs.
    pub fn meter(&self) -> &Arc<Meter> {
        &self.meter
    }

    /// The id of a path; the same path always has the same one.
    pub fn id(&self, path: &str) -> FileId {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = known.ids.get(path) {
            return *id;
        }
        let path: Arc<str> = path.into();
        let id = FileId(u32::try_from(known.paths.len()).unwrap_or(u32::MAX));
        known.paths.push(Arc::clone(&path));
        known.ids.insert(path, id);
        id
    }

    /// The path of an id.
    pub fn path(&self, file: FileId) -> Arc<str> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).paths[file.0 as usize].clone()
    }

    /// The whole content of a file.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if self.hides(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if let Some(text) = self.instead.get(path) {
            return Ok(text.clone());
        }
        match &self.root {
            Root::Disk(_, real) => fs::read(inside(real.as_deref(), path)?),
            Root::Memory(files) => files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }

    /// Some bytes of a file, as far as it has them.
    pub fn read_range(&self, path: &str, range: Range<u64>) -> io::Result<Vec<u8>> {
        if self.hides(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let within = |byte: u64, len: usize| usize::try_from(byte).unwrap_or(usize::MAX).min(len);
        if let Some(text) = self.instead.get(path) {
            return Ok(text[within(range.start, text.len())..within(range.end, text.len())].to_vec());
        }
        match &self.root {
            Root::Disk(_, real) => {
                let mut file = fs::File::open(inside(real.as_deref(), path)?)?;
                file.seek(SeekFrom::Start(range.start))?;
                let mut bytes = Vec::new();
                file.take(range.end - range.start).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Root::Memory(files) => {
                let text = files.get(path).ok_or(io::ErrorKind::NotFound)?;
                Ok(text[within(range.start, text.len())..within(range.end, text.len())].to_vec())
            }
        }
    }

    /// A file to be read once, from its beginning.
    pub fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        if self.hides(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if let Some(text) = self.instead.get(path) {
            return Ok(Box::new(text.as_slice()));
        }
        match &self.root {
            Root::Disk(_, real) => Ok(Box::new(fs::File::open(inside(real.as_deref(), path)?)?)),
            Root::Memory(files) => match files.get(path) {
                Some(text) => Ok(Box::new(text.as_slice())),
                None => Err(io::ErrorKind::NotFound.into()),
            },
        }
    }

    /// When each file below some files and folders was last changed, and its size: two stamps differ where one of them did.
    pub fn stamp(&self, names: &[&str]) -> Stamp {
        let mut stamp = Stamp::new();
        let mut left: Vec<(PathBuf, String)> = Vec::new();
        if let Some(root) = self.directory() {
            left.extend(names.iter().map(|name| (root.join(name), (*name).to_owned())));
        }
        while let Some((path, name)) = left.pop() {
            if let Ok(entries) = fs::read_dir(&path) {
                for entry in entries.flatten() {
                    let below = entry.file_name().to_string_lossy().into_owned();
                    // What begins with a point is somebody's own: an editor's, or a file that is being written.
                    let leads_away = entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir();
                    if !below.starts_with('.') && !leads_away {
                        left.push((entry.path(), format!("{name}/{below}")));
                    }
                }
            } else if let Ok(there) = fs::metadata(&path) {
                let mut changed = DefaultHasher::new();
                there.modified().ok().hash(&mut changed);
                stamp.insert(name, (changed.finish(), there.len()));
            }
        }
        stamp
    }

    /// How many bytes a file has.
    pub fn size(&self, path: &str) -> io::Result<u64> {
        if self.hides(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if let Some(text) = self.instead.get(path) {
            return Ok(text.len() as u64);
        }
        match &self.root {
            Root::Disk(_, real) => Ok(fs::metadata(inside(real.as_deref(), path)?)?.len()),
            Root::Memory(files) => files.get(path).map(|text| text.len() as u64).ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }

    /// From now on, the rows of a file are read in another shape.
    pub fn reshape(&self, path: &str, rows: Rows) {
        self.reshaped.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), Arc::new(rows));
    }

    fn rows(&self, path: &str) -> Option<Arc<Rows>> {
        self.reshaped.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    /// The rows of a table, to be read once: of a file in another shape those that it stands for.
    pub fn open_rows(&self, path: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        match self.rows(path) {
            Some(rows) => Ok(Box::new(Reading::new(rows))),
            None => self.open(path),
        }
    }

    /// Some bytes of the rows that [`Tree::open_rows`] gives.
    pub fn range_of_rows(&self, path: &str, range: Range<u64>) -> io::Result<Vec<u8>> {
        match self.rows(path) {
            Some(rows) => Ok(rows.range(range)),
            None => self.read_range(path, range),
        }
    }

    /// How many bytes [`Tree::open_rows`] gives.
    pub fn size_of_rows(&self, path: &str) -> io::Result<u64> {
        match self.rows(path) {
            Some(rows) => Ok(rows.size()),
            None => self.size(path),
        }
    }

    /// The place in a file of a place in its rows.
    pub fn origin(&self, place: Place) -> Place {
        if self.reshaped.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            return place;
        }
        self.rows(&self.path(place.file)).map_or(place, |rows| rows.origin(place))
    }

    /// Whether the rows of any file are read in another shape.
    pub fn is_reshaped(&self) -> bool {
        !self.reshaped.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Whether the path is a file, or a pipe or device in place of one.
    pub fn is_file(&self, path: &str) -> bool {
        if self.hides(path) {
            return false;
        }
        if self.instead.contains_key(path) {
            return true;
        }
        match &self.root {
            Root::Disk(root, _) => root.join(path).metadata().is_ok_and(|there| !there.is_dir()),
            Root::Memory(files) => files.contains_key(path),
        }
    }

    /// Whether anything has this path, be it readable or not: a link that leads nowhere is something.
    pub fn exists(&self, path: &str) -> bool {
        if self.hides(path) {
            return false;
        }
        match &self.root {
            _ if self.instead.contains_key(path) => true,
            Root::Disk(root, _) => root.join(path).symlink_metadata().is_ok(),
            Root::Memory(_) => self.is_file(path) || self.is_folder(path),
        }
    }

    /// Whether the path is a folder.
    pub fn is_folder(&self, path: &str) -> bool {
        let below = |file: &String| file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        match &self.root {
            _ if self.instead.keys().any(below) => true,
            Root::Disk(root, _) => root.join(path).is_dir(),
            Root::Memory(files) => files.keys().any(below),
        }
    }

    /// The files of a folder whose names end with `.extension`, in the order of their paths' bytes.
    ///
    /// With `deep`, those of its subfolders too. Hidden files (`.name`) are left alone. A folder that is
    /// not there is empty.
    pub fn list(&self, folder: &str, extension: &str, deep: bool) -> io::Result<Vec<String>> {
        let mut found = self.files(folder, deep)?;
        found.retain(|path| path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension)));
        Ok(found)
    }

    /// The files of a folder, whatever their names; with `deep`, those of its subfolders too. Hidden ones are left alone.
    pub fn files(&self, folder: &str, deep: bool) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        let there = |path: &&String| {
            path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| deep || !rest.contains('/'))
        };
        match &self.root {
            Root::Disk(root, _) => walk(root, folder, deep, &mut found)?,
            Root::Memory(files) => found.extend(files.keys().filter(there).cloned()),
        }
        found.extend(self.instead.keys().filter(there).cloned());
        found.retain(|path| !path.rsplit('/').next().unwrap_or(path).starts_with('.'));
        found.retain(|path| !self.hides(path));
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Whether a document named in a column exists, inside the workspace, links followed.
    pub fn has_document(&self, path: &str) -> bool {
        if self.hides(path) {
            return false;
        }
        match &self.root {
            _ if self.instead.contains_key(path) => true,
            Root::Disk(_, real) => inside(real.as_deref(), path).is_ok_and(|full| full.is_file()),
            Root::Memory(files) => files.contains_key(path),
        }
    }
}

/// The full path of a file, unless it leads out of the workspace.
fn inside(root: Option<&Path>, path: &str) -> io::Result<PathBuf> {
    let root = root.ok_or(io::ErrorKind::NotFound)?;
    let full = root.join(path).canonicalize()?;
    if !full.starts_with(root) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the path leads out of the workspace"));
    }
    let there = fs::metadata(&full)?;
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !there.is_file() {
        // Who opens a pipe waits for ever, and a device never ends.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
    }
    Ok(full)
}

fn walk(root: &Path, folder: &str, deep: bool, found: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{folder}/{name}");
        // Through links, but never into a folder that is a link: it could lead back up.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if !deep {
                // It is called like a file: whoever opens it says that it is none.
                found.push(path);
            } else if !name.starts_with('.') {
                walk(root, &path, deep, found)?;
            }
        } else {
            // Also a link that leads nowhere, a pipe or a device: whoever opens it finds out and says so.
            found.push(path);
        }
    }
    Ok(())
}
