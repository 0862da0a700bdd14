# made by hand
@problemName Walks
@timeStamps false
@univariate false
@dimensions 2
@equalLength false
@targetLabel true
@data
1,3:2,4:0.5
2:3:?
