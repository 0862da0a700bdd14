# made by hand
@problemName Walks
@timeStamps true
@univariate false
@dimensions 2
@equalLength false
@classLabel true walk run
@data
(0,1),(1,3):(0,2),(1,4):walk
