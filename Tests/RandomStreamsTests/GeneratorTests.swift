import CGSL
import Glibc
import RandomStreams
import Testing

/// Laws that every generator obeys, philox and all of GSL's own.
@Suite struct GeneratorTests {
  @Test func namesAreSortedAndComplete() {
    let names = Generator.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    var own = 0
    var next = cgsl_generator_types()
    while let type = next?.pointee {
      #expect(names.contains(String(cString: type.pointee.name)))
      own += 1
      next = next?.successor()
    }
    #expect(names.count == own + 1)
    #expect(own >= 62)
    for name in ["mt19937", "ranlxd2", "taus2", "gfsr4", "ranlux389", "philox4x32-10"] {
      #expect(names.contains(name))
    }
  }

  @Test(arguments: [
    ("mt19973", " (did you mean 'mt19937'?)"), ("philox", ""), ("Taus2", " (did you mean 'taus2'?)"),
    ("philox4x32_10", " (did you mean 'philox4x32-10'?)"),
  ])
  func unknownNames(name: String, hint: String) {
    do {
      _ = try Generator(named: name)
      Issue.record("\(name) was accepted")
    } catch {
      #expect(
        error.description
          == "there is no generator '\(name)'\(hint); `sluice list generators` shows all "
          + "\(Generator.all.count)")
    }
  }

  @Test(arguments: Generator.all)
  func namesMakeGenerators(generator: Generator) throws {
    #expect(try Generator(named: generator.name) == generator)
    #expect(generator.isAddressed == (generator == .philox))
    var stream = RandomStream(generator, seed: 1)
    #expect(stream.withGSL { String(cString: gsl_rng_name($0)) } == generator.name)
  }

  @Test(arguments: Generator.all)
  func drawsLieInsideTheUnitInterval(generator: Generator) {
    for seed in [1, 2, 12_345, UInt64(UInt32.max)] where generator.admits(seed: seed) {
      var stream = RandomStream(generator, seed: seed)
      var span: (Float, Float) = (1, 0)
      for _ in 0..<2000 {
        let uniform = stream.nextUniform()
        span = (min(span.0, uniform), max(span.1, uniform))
      }
      #expect(span.0 > 0 && span.1 < 1)
      #expect(span.1 - span.0 > 0.9, "2000 draws spread over the interval")
    }
  }

  /// Native values stay within the range that GSL declares; bounded integers rely on it.
  @Test(arguments: Generator.all)
  func nativeValuesStayInRange(generator: Generator) {
    var stream = RandomStream(generator, seed: 7)
    stream.withGSL { rng in
      let range = gsl_rng_min(rng)...gsl_rng_max(rng)
      #expect((0..<2000).allSatisfy { _ in range.contains(gsl_rng_get(rng)) })
    }
  }

  /// A fill is the draws one by one, each the lattice point k = ⌊U·2²³⌋ of GSL's U.
  @Test(arguments: Generator.all)
  func fillsAreSingleDraws(generator: Generator) {
    var filled = RandomStream(generator, seed: 3)
    var single = RandomStream(generator, seed: 3)
    var native = RandomStream(generator, seed: 3)
    var uniforms = [Float](repeating: 0, count: 101)
    var span = uniforms.mutableSpan
    filled.fill(&span)
    #expect(uniforms == (0..<101).map { _ in single.nextUniform() })
    let units = native.withGSL { rng in (0..<101).map { _ in gsl_rng_uniform(rng) } }
    #expect(uniforms == units.map { UniformLattice.value(index: UInt32($0 * 8_388_608)) })
  }

  @Test func wordsOfATwistedGenerator() {
    // Matsumoto and Nishimura's mt19937ar seeds state 4357 by default; 5489 gives the well-known 3499211612.
    var stream = RandomStream((try? Generator(named: "mt19937")) ?? .philox, seed: 5489)
    #expect((0..<3).map { _ in stream.nextWord() } == [3_499_211_612, 581_869_302, 3_890_346_734])
  }

  /// With a stream at hand GSL reports errors instead of aborting the process: 0 is no range for an integer.
  @Test func errorsDoNotAbort() {
    var stream = RandomStream(.philox, seed: 0)
    #expect(stream.withGSL { gsl_rng_uniform_int($0, 0) } == 0)
  }

  /// GSL_RNG_TYPE and GSL_RNG_SEED have no say; GSL's own reading of them would abort on this type.
  @Test func environmentIsIgnored() async {
    await #expect(processExitsWith: .success) {
      setenv("GSL_RNG_TYPE", "nonsense", 1)
      setenv("GSL_RNG_SEED", "nonsense", 1)
      var stream = RandomStream(.philox, seed: 0)
      precondition(stream.nextWord() == 0x6627_e8d5)
      var twister = RandomStream(try Generator(named: "mt19937"), seed: 5489)
      precondition(twister.nextWord() == 3_499_211_612)
    }
  }

  /// Seeds that GSL takes and should not: it aborts, stands still, or means another seed.
  @Test(
    arguments: [
      ("mt19937", 0), ("mt19937", 1 << 32), ("mt19937", 1 << 32 | 1), ("ran0", 123_459_876),
      ("fishman20", 0x7fff_ffff), ("fishman20", 0x8000_0000), ("fishman20", 0xffff_ffff),
    ] as [(String, UInt64)])
  func badSeeds(name: String, seed: UInt64) throws {
    #expect(try !Generator(named: name).admits(seed: seed))
    #expect(Generator.philox.admits(seed: seed))
  }

  @Test(arguments: Generator.all)
  func ordinarySeeds(generator: Generator) {
    for seed in [1, 2, 1 << 26, 0x8000_0001, 0xffff_fffe] as [UInt64] {
      #expect(generator.admits(seed: seed))
    }
  }

  @Test func badSeedsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = RandomStream(try Generator(named: "mt19937"), seed: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = RandomStream(try Generator(named: "mt19937"), seed: 1 << 32 | 1)
    }
  }
}
