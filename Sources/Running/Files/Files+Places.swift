import Glibc

extension Files {
  /// The folder that the command was called in, by the name that the person who called it knows.
  ///
  /// A shell hands that on in PWD; where a link leads there, another machine of a cluster may know only that name.
  public static func workingFolder() throws(IOError) -> String {
    var (here, named) = (stat(), stat())
    if let name = getenv("PWD"), name.pointee == 0x2F, stat(".", &here) == 0, stat(name, &named) == 0,
      (here.st_dev, here.st_ino) == (named.st_dev, named.st_ino)
    {
      return String(cString: name)
    }
    return try resolved(".")
  }

  /// The absolute path of a file without links.
  public static func resolved(_ path: String) throws(IOError) -> String {
    guard let found = realpath(path, nil) else { throw IOError(.read, path) }
    defer { free(found) }
    return String(cString: found)
  }
}
