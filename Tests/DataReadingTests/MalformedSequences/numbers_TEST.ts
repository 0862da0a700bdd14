# made by hand
@problemName Walks
@timeStamps false
@univariate false
@dimensions 2
@equalLength false
@targetLabel true
@data
1:2:0.5
