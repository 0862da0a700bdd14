# made by hand
@problemName Walks
@timeStamps false
@univariate false
@dimensions 2
@equalLength false
@classLabel true walk run
@data
1,3,5:2,4.5,-6:walk
0.25,2:1,2:run
7:8:walk
