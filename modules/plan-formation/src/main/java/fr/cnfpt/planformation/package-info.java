package fr.cnfpt.planformation;
