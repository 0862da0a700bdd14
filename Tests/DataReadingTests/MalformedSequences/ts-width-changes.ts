# made by hand
@problemName Walks
@timeStamps false
@univariate false
@equalLength false
@classLabel true walk run
@data
1,3:2,4:walk
2:run
