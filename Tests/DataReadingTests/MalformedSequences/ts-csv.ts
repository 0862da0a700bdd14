id,x,y,label
a,1,2,walk
a,3,4.5,walk
a,5,-6,walk
b,0.25,1,run
b,2,2,run
c,7,8,walk
