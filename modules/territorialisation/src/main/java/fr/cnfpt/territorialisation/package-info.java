package fr.cnfpt.territorialisation;
