import Sluice

await Sluice.main()
